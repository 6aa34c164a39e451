package io.anlan.visit;

import java.util.List;
import java.util.Objects;

/** An entry as somebody has typed it, before it is checked; anything may be missing. */
public record ExpertDraft(
    String unit,
    String department,
    List<String> specialities,
    String territory,
    String qualification,
    String qualifiedUntil,
    String state,
    List<TieDraft> ties,
    Integer version) {

  /** A tie as typed; without a place it is none. */
  public record TieDraft(String kind, String place, String until) {

    boolean typed() {
      return place != null && !place.isBlank();
    }
  }

  public ExpertDraft {
    specialities = specialities == null ? List.of() : specialities;
    ties = ties == null ? List.of() : ties.stream().filter(Objects::nonNull).toList();
  }

  /** What the entry says now. */
  public static ExpertDraft of(Expert expert) {
    return new ExpertDraft(
        expert.unit(),
        expert.department(),
        expert.specialities().stream().map(Speciality::name).toList(),
        expert.territory(),
        expert.qualification(),
        Objects.toString(expert.qualifiedUntil(), null),
        expert.entered() ? expert.state().name() : null,
        expert.ties().stream()
            .map(t -> new TieDraft(t.kind().name(), t.place(), Objects.toString(t.until(), null)))
            .toList(),
        expert.version());
  }

  /** The same where the office alone decides what it says. */
  ExpertDraft keeping(Expert expert) {
    return new ExpertDraft(
        unit,
        department,
        specialities,
        expert.territory(),
        qualification,
        qualifiedUntil,
        expert.state().name(),
        ties,
        version);
  }
}
