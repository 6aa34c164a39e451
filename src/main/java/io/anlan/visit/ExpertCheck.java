package io.anlan.visit;

import io.anlan.division.Divisions;
import io.anlan.division.Offices;
import io.anlan.shared.Problem.Fault;
import io.anlan.shared.Texts;
import io.anlan.visit.Expert.State;
import io.anlan.visit.Expert.Tie;
import io.anlan.visit.Expert.TieKind;
import io.anlan.visit.ExpertDraft.TieDraft;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Makes an entry of what somebody has typed, or says at each field what is wrong with it. */
@Component
class ExpertCheck {

  private static final int LONGEST = 100;
  private static final int MOST_TIES = 20;
  private static final Pattern CODE = Pattern.compile("[0-9]{12}");

  /** As people write days: 2026-12-05, 2026/12/5, 2026年12月5日. */
  private static final Pattern DAY =
      Pattern.compile("((?:19|20|21)[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?");

  private final Divisions divisions;
  private final Texts texts;

  ExpertCheck(Divisions divisions, Texts texts) {
    this.divisions = divisions;
    this.texts = texts;
  }

  /** The codes in these drafts that are divisions, with one query. */
  Set<String> places(Collection<ExpertDraft> drafts) {
    Set<String> codes =
        drafts.stream()
            .flatMap(
                d ->
                    Stream.concat(
                        Stream.ofNullable(d.territory()), d.ties().stream().map(TieDraft::place)))
            .filter(code -> code != null && CODE.matcher(code.strip()).matches())
            .map(String::strip)
            .collect(Collectors.toSet());
    return divisions.names(codes).keySet();
  }

  /**
   * @param current what the entry says now; nothing typed leaves department, territory and state
   * @param places from {@link #places}
   * @param at the name of a field, as the caller calls it
   * @return of use only where it has added no fault
   */
  Expert check(
      Expert current,
      ExpertDraft draft,
      Set<String> places,
      UnaryOperator<String> at,
      List<Fault> faults) {
    Integer version = draft.version();
    return new Expert(
        current.username(),
        current.name(),
        current.offices(),
        words(draft.unit(), at.apply("unit"), faults),
        department(draft.department(), current, at.apply("department"), faults),
        specialities(draft.specialities(), at.apply("specialities"), faults),
        territory(draft.territory(), current, places, at.apply("territory"), faults),
        words(draft.qualification(), at.apply("qualification"), faults),
        day(draft.qualifiedUntil(), at.apply("qualifiedUntil"), faults),
        state(draft.state(), current, at.apply("state"), faults),
        ties(draft.ties(), places, at, faults),
        version == null ? current.version() : version);
  }

  private static String words(String text, String field, List<Fault> faults) {
    String words = strip(text);
    if (words != null && words.length() > LONGEST)
      faults.add(new Fault(field, "too-long", LONGEST));
    return words;
  }

  private static String strip(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private String department(String typed, Expert current, String field, List<Fault> faults) {
    String department = strip(typed);
    if (department == null) return current.department();
    if (!Offices.DEPARTMENTS.contains(department)) {
      faults.add(
          new Fault(
              field,
              "expert-department",
              department,
              all("department.", Offices.DEPARTMENTS.stream())));
    }
    return department;
  }

  private Set<Speciality> specialities(List<String> typed, String field, List<Fault> faults) {
    Set<Speciality> specialities = EnumSet.noneOf(Speciality.class);
    Stream<String> names = Arrays.stream(Speciality.values()).map(Enum::name);
    for (String name : typed) {
      if (name == null || name.isBlank()) continue;
      try {
        specialities.add(Speciality.valueOf(name));
      } catch (IllegalArgumentException unknown) {
        faults.add(new Fault(field, "expert-speciality", name, all("speciality.", names)));
        break;
      }
    }
    return specialities;
  }

  private static String territory(
      String typed, Expert current, Set<String> places, String field, List<Fault> faults) {
    String code = strip(typed);
    if (code == null) {
      return current.territory() != null ? current.territory() : current.offices().get(0);
    }
    if (!places.contains(code)) faults.add(new Fault(field, "expert-place", code));
    return code;
  }

  private State state(String typed, Expert current, String field, List<Fault> faults) {
    String state = strip(typed);
    if (state == null) return current.entered() ? current.state() : State.ACTIVE;
    try {
      return State.valueOf(state);
    } catch (IllegalArgumentException unknown) {
      Stream<String> names = Arrays.stream(State.values()).map(Enum::name);
      faults.add(new Fault(field, "expert-state", state, all("expert.state.", names)));
      return null;
    }
  }

  private String all(String prefix, Stream<String> names) {
    return names.map(name -> texts.text(prefix + name)).collect(Collectors.joining("、"));
  }

  private static List<Tie> ties(
      List<TieDraft> typed, Set<String> places, UnaryOperator<String> at, List<Fault> faults) {
    List<Tie> ties = new ArrayList<>();
    for (int i = 0; i < typed.size(); i++) {
      TieDraft tie = typed.get(i);
      if (!tie.typed()) continue;
      String field = "ties[" + i + "].";
      String place = tie.place().strip();
      if (!places.contains(place) || !Territory.local(place)) {
        faults.add(new Fault(at.apply(field + "place"), "expert-tie-place", place));
      }
      TieKind kind = kind(tie.kind());
      if (kind == null) faults.add(new Fault(at.apply(field + "kind"), "required"));
      LocalDate until = null;
      if (kind == TieKind.WORKED) {
        String day = at.apply(field + "until");
        if (strip(tie.until()) == null) faults.add(new Fault(day, "expert-tie-until"));
        until = day(tie.until(), day, faults);
      }
      ties.add(new Tie(kind, place, until));
    }
    if (ties.size() > MOST_TIES) faults.add(new Fault(at.apply("ties"), "expert-ties", MOST_TIES));
    return ties.stream().distinct().toList();
  }

  private static TieKind kind(String typed) {
    return Arrays.stream(TieKind.values())
        .filter(k -> k.name().equals(typed))
        .findFirst()
        .orElse(null);
  }

  /** Null for nothing typed. */
  static LocalDate day(String typed, String field, List<Fault> faults) {
    String text = strip(typed);
    if (text == null) return null;
    Matcher day = DAY.matcher(text);
    try {
      if (day.matches()) {
        return LocalDate.of(
            Integer.parseInt(day.group(1)),
            Integer.parseInt(day.group(2)),
            Integer.parseInt(day.group(3)));
      }
    } catch (DateTimeException noSuchDay) {
      // Told below, as whatever else is no day.
    }
    faults.add(new Fault(field, "not-a-day"));
    return null;
  }
}
