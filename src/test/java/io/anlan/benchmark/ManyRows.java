package io.anlan.benchmark;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Fills the tables by SQL, as years of use would. */
class ManyRows {

  static final String ME = "bench";

  private final JdbcClient jdbc;

  ManyRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A person with the demo's password who reviews for five districts. */
  void me() {
    jdbc.sql(
            """
            insert into account (username, person_id, display_name, password_hash, active,
              must_change_password, failed_logins)
            select ?, ?, '五组审核员', password_hash, true, false, 0 from account
            where username = 'keyuan'""")
        .params(ME, ME)
        .update();
    jdbc.sql(
            """
            insert into account_role (username, role, office)
            select ?, 'REVIEWER', '37010' || n || '000000' from generate_series(1, 5) n""")
        .param(ME)
        .update();
  }

  /**
   * Open tasks from one number to another, in the engine's tables as the engine would have written
   * them and in ours: groups 1 to 5 hold 2, 4, 6, 8 and 10 of each hundred, a thousand other groups
   * the rest; of each thousand one is held by somebody of its group; due over 45 days, some past.
   */
  void tasks(int from, int to) {
    jdbc.sql("drop table if exists made").update();
    jdbc.sql(
            """
            create table made as
            select n, 'bench-' || n as id, office, 'reviewer:' || office as grp,
              case when n % 1000 = 7 then ? end as assignee,
              now() - n * interval '1 second' as created_at,
              date_trunc('day', now()) + (n / 100 % 45 - 5) * interval '1 day'
                + interval '23:59:59' as due_at
            from (select n, case
                when n % 100 < 2 then '370101000000' when n % 100 < 6 then '370102000000'
                when n % 100 < 12 then '370103000000' when n % 100 < 20 then '370104000000'
                when n % 100 < 30 then '370105000000'
                else '9' || lpad((n / 100 * 7 + n % 100 % 70 * 13 % 1000)::text, 11, '0')
              end as office from generate_series(?, ?) n) numbered""")
        .params(ME, from, to - 1)
        .update();
    jdbc.sql(
            """
            insert into act_ru_execution (id_, rev_, root_proc_inst_id_, proc_inst_id_,
              business_key_, proc_def_id_, act_id_, act_inst_id_, is_active_, is_concurrent_,
              is_scope_, is_event_scope_, suspension_state_, cached_ent_state_)
            select id, 1, id, id, '2026-' || n || '-N', definition.id_, 'userTask_reviewMaterials',
              'userTask_reviewMaterials:' || id, true, false, true, false, 1, 2
            from made, act_re_procdef definition where definition.key_ = 'level-review'""")
        .update();
    jdbc.sql(
            """
            insert into act_ru_task (id_, rev_, name_, priority_, create_time_, due_date_, assignee_,
              execution_id_, proc_inst_id_, proc_def_id_, task_def_key_, suspension_state_)
            select id, 1, '审核申报材料', 50, created_at, due_at, assignee, id, id, definition.id_,
              'userTask_reviewMaterials', 1
            from made, act_re_procdef definition where definition.key_ = 'level-review'""")
        .update();
    jdbc.sql(
            """
            insert into act_ru_identitylink (id_, rev_, type_, group_id_, task_id_)
            select 'link-' || id, 1, 'candidate', grp, id from made""")
        .update();
    // Type 1 is a grant, resource 7 a task; 6 is to read and to update.
    jdbc.sql(
            """
            insert into act_ru_authorization (id_, rev_, type_, group_id_, resource_type_,
              resource_id_, perms_)
            select 'right-' || id, 1, 1, grp, 7, id, 6 from made""")
        .update();
    jdbc.sql(
            """
            insert into inbox_task (id, task_key, name, number, community_code, community, level,
              office, candidate_group, assignee, returned, created_at, due_at)
            select id, 'userTask_reviewMaterials', '审核申报材料', '2026-' || n || '-N',
              lpad(n::text, 12, '0'), '社区' || n, 'DISTRICT', office, grp, assignee, false,
              created_at, due_at from made""")
        .update();
    jdbc.sql(
            """
            insert into inbox_tally (holder, due_at, returned, open)
            select holder, due_at, false, count(*)
            from made cross join lateral (values
                (case when assignee is null then 'group:' || grp else 'person:' || assignee end),
                ('office:' || office), ('community:' || lpad(n::text, 12, '0'))) h (holder)
            group by 1, 2
            on conflict (holder, due_at, returned)
            do update set open = inbox_tally.open + excluded.open""")
        .update();
    jdbc.sql("vacuum analyze").update();
  }

  /** Submitted files of one province, each seen by street, district, city, province and nation. */
  void files(int files) {
    jdbc.sql(
            """
            insert into application (number, round_id, tier, year, community_code, community_name,
              province, criteria_version, policy_version, threshold, status, level, office, attempt,
              pass, profile, opened_by, opened_at, submitted_at, changed_at, lock_version)
            select '2026-' || lpad(n::text, 12, '0') || '-N', round.id, 'NATIONAL', 2026,
              lpad(n::text, 12, '0'), '社区' || n, '370000000000', criteria_version, policy_version,
              threshold, case when n % 3 = 0 then 'IN_REVIEW' else 'NAMED' end, 'DISTRICT',
              '370303000000', 1, 1,
              jsonb_build_object('urban', true, 'households', 10, 'residents', 30,
                'mainHazards', jsonb_build_array('FIRE'), 'highlights', repeat('亮点', 200)),
              'x', now(), now(), now(), 0
            from generate_series(1, ?) n,
              (select * from round where tier = 'NATIONAL' order by year desc limit 1) round""")
        .param(files)
        .update();
    jdbc.sql(
            """
            insert into application_reader (number, reader)
            select number, 'office:' || seen.office from application cross join lateral (values
                (right(community_code, 4) || '00000000'),
                (case when right(community_code, 2)::int < 2 then '370303000000'
                  else '3799' || right(community_code, 2) || '000000' end),
                (case when right(community_code, 2)::int < 20 then '370300000000'
                  else '379900000000' end),
                ('370000000000'), ('000000000000')) seen (office)
            where opened_by = 'x' on conflict do nothing""")
        .update();
    jdbc.sql(
            """
            insert into application_reader (number, reader)
            select number, 'community:' || community_code from application
            on conflict do nothing""")
        .update();
    jdbc.sql("vacuum analyze").update();
  }
}
