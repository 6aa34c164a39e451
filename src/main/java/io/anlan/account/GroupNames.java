package io.anlan.account;

import io.anlan.division.DivisionView;
import io.anlan.division.Divisions;
import io.anlan.shared.Texts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What people call a group: its place and what it does there, in the reader's language. */
@Component
public class GroupNames {

  private final Divisions divisions;
  private final Texts texts;

  GroupNames(Divisions divisions, Texts texts) {
    this.divisions = divisions;
    this.texts = texts;
  }

  /** Such as 科苑街道 · 审核; the group itself where no such group can exist. */
  public String of(String group) {
    if (Actor.expert(group).isPresent()) return texts.text("group.EXPERT");
    return Grant.of(group).map(this::name).orElse(group);
  }

  /** What each of these grants is called, such as 科苑街道 · 审核员, with one query. */
  public Map<Grant, String> inWords(Collection<Grant> grants) {
    Map<String, String> places =
        divisions.names(grants.stream().map(Grant::office).filter(Objects::nonNull).toList());
    Map<Grant, String> words = new LinkedHashMap<>();
    for (Grant grant : grants) words.put(grant, words(grant, places));
    return words;
  }

  private String words(Grant grant, Map<String, String> places) {
    String place =
        grant.office() == null ? null : places.getOrDefault(grant.office(), grant.office());
    String kind =
        grant.kind() == null
            ? null
            : texts.textOr(
                (grant.role() == Role.BODY ? "body." : "department.") + grant.kind(), grant.kind());
    return Stream.of(place, kind, texts.text("role." + grant.role()))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" · "));
  }

  private String name(Grant grant) {
    return switch (grant.role()) {
      case COMMUNITY -> place(grant);
      case REVIEWER, LEADER, MANAGER -> texts.text("group." + grant.role(), place(grant));
      case DEPARTMENT ->
          texts.text("group.DEPARTMENT", place(grant), texts.text("department." + grant.kind()));
      case BODY -> texts.text("body." + grant.kind());
      case EXPERT, SYSTEM_ADMIN, SECURITY_ADMIN, AUDITOR -> texts.text("role." + grant.role());
    };
  }

  private String place(Grant grant) {
    return divisions.find(grant.office()).map(DivisionView::name).orElse(grant.office());
  }
}
