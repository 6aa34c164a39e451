package io.anlan.visit;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Experts and their past, put straight into the database. */
final class Pool {

  private final JdbcClient jdbc;

  Pool(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Somebody of his or her own, active in the pool of the district 张店. */
  void enters(String username, String territory) {
    enters(username, territory, null);
  }

  /** The same as one more account of somebody. */
  void enters(String username, String territory, String personOf) {
    account(username, personOf);
    role(username, "370303000000");
    entry(username, territory);
  }

  void role(String username, String office) {
    jdbc.sql(
            "insert into account_role (username, role, office, kind)"
                + " values (?, 'EXPERT', ?, 'FIRE')")
        .params(username, office)
        .update();
  }

  void entry(String username, String territory) {
    jdbc.sql(
            """
            insert into expert (username, unit, department, territory, state, version)
            values (?, '某单位', 'FIRE', ?, 'ACTIVE', 1)""")
        .params(username, territory)
        .update();
  }

  /**
   * @param personOf null for somebody of his or her own
   */
  void account(String username, String personOf) {
    jdbc.sql(
            """
            insert into account (username, person_id, display_name, password_hash, active,
              must_change_password, failed_logins)
            select :username, coalesce((select person_id from account where username = :personOf),
              :username), :username, password_hash, true, false, 0
            from account where username = 'panyuan'""")
        .param("username", username)
        .param("personOf", personOf)
        .update();
  }

  void tie(String username, String kind, String place, LocalDate until) {
    // A tie belongs to an entry, in whatever state.
    jdbc.sql(
            """
            insert into expert (username, territory, state, version)
            values (?, '370303000000', 'RETIRED', 1) on conflict do nothing""")
        .param(username)
        .update();
    jdbc.sql("insert into expert_tie (username, kind, place, until) values (?, ?, ?, ?)")
        .params(username, kind, place, until)
        .update();
  }

  void hand(String number, String username, String part) {
    jdbc.sql(
            """
            insert into application_hand (number, person_id, part)
            select ?, person_id, ? from account where username = ?
            on conflict (number, person_id) do update set part = excluded.part""")
        .params(number, part, username)
        .update();
  }

  void guidance(String username, String community, LocalDate day) {
    jdbc.sql(
            """
            insert into guidance (community_code, community_name, office, username, guided_on,
              recorded_by, recorded_at)
            values (?, '某社区', '370303000000', ?, ?, 'zhangdian', now())""")
        .params(community, username, day)
        .update();
  }

  /** A visit in this state, closed unless it is inviting or visiting. */
  long visit(String number, String leader, String state, LocalDate on) {
    boolean open = state.equals("INVITING") || state.equals("VISITING");
    return jdbc.sql(
            """
            insert into visit (number, attempt, level, office, state, planned_on, leader, opened_at,
              closed_at)
            values (?, 1, 'DISTRICT', '370303000000', ?, ?, ?, now(), case when ? then null else now() end)
            returning id""")
        .params(number, state, on, leader, open)
        .query(Long.class)
        .single();
  }

  void member(long visit, String username, String state) {
    jdbc.sql(
            """
            insert into visit_member (visit_id, username, state, invited_at, answer_due_at)
            values (?, ?, ?, now(), now())""")
        .params(visit, username, state)
        .update();
  }
}
