package io.anlan.account;

import io.anlan.division.DivisionView;
import io.anlan.division.Divisions;
import io.anlan.shared.Texts;
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
    return Grant.of(group).map(this::name).orElse(group);
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
