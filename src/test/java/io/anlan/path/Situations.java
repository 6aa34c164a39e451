package io.anlan.path;

import io.anlan.application.Status;
import io.anlan.path.Situation.Batch;
import io.anlan.path.Situation.Job;
import io.anlan.path.Situation.OpenTask;
import io.anlan.path.Situation.Opinions;
import io.anlan.path.Situation.Running;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads situations past all of Anlan's own code, so that it cannot hide its faults from us. */
class Situations {

  private final JdbcClient jdbc;

  Situations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Situation of(String number) {
    Map<Level, String> stops = new EnumMap<>(Level.class);
    jdbc.sql("select level, office from application_stop where number = ? and included")
        .param(number)
        .query((rs, n) -> stops.put(Level.valueOf(rs.getString(1)), rs.getString(2)))
        .list();
    Map<String, String> hands = new HashMap<>();
    jdbc.sql("select person_id, part from application_hand where number = ?")
        .param(number)
        .query((rs, n) -> hands.put(rs.getString(1), rs.getString(2)))
        .list();
    Level scoring = stops.containsKey(Level.DISTRICT) ? Level.DISTRICT : Level.CITY;
    Running process = running("application", number).with(running("deadline", number));
    List<OpenTask> inbox = inbox("number", number);
    Batch batch = batch(number);
    return jdbc.sql(
            """
            select a.tier, a.round_id, a.community_code, a.status, a.level, a.office, a.pass, a.threshold,
              (select state = 'OPEN' from round where id = a.round_id) as round_open,
              (select count(*) from review_decision d where d.number = a.number
                and d.attempt = a.attempt and d.level = a.level and d.decision = 'RETURN'
                and d.taken_back_at is null) as returns,
              (select d.decision from review_decision d where d.number = a.number
                and d.attempt = a.attempt and d.level = a.level and d.decision <> 'RETURN'
                and d.taken_back_at is null
                and d.task_key = 'userTask_reviewMaterials' order by d.id desc limit 1) as proposal,
              (select t.task_key = 'userTask_reviewMaterials' from inbox_done t
                where t.number = a.number order by t.completed_at desc, t.id limit 1)
                as reviewed_last,
              o.consultations, o.objected, a.changed_at > o.asked_at as stale,
              case when b.asked_at is null then 'nobody'
                when b.objected then 'an objection' else 'no objection' end
                || case when a.changed_at > b.asked_at then ' changed-since' else '' end
                as asked_before,
              (select case when count(*) = 0 then 'none'
                  when bool_or(exists (select 1 from score s where s.number = a.number
                    and s.stage = 'SELF' and r.target = 'item/' || s.item and s.points is null))
                  then 'gap'
                  when bool_or(r.changed_at is not null) then 'changed' else 'unchanged' end
                from reopened r where r.number = a.number
                  and r.round = (select max(round) from reopened l where l.number = a.number))
                as reopened,
              (select string_agg(text, ' ') from (
                select 'passed' as text where exists (select 1 from visit v
                  where v.number = a.number and v.attempt = a.attempt and v.level = a.level
                    and v.state = 'PASSED')
                union all
                select 'led by ' || leader || ' rounds=' || rounds from visit v
                  where v.number = a.number and v.closed_at is null
                union all
                (select m.username || ' ' || m.state
                  from visit_member m join visit v on v.id = m.visit_id
                  where v.number = a.number and v.closed_at is null
                    and m.state in ('INVITED', 'ACCEPTED', 'VISITED')
                  order by m.username)
                union all
                (select distinct m.username || ' RECUSED'
                  from visit_member m join visit v on v.id = m.visit_id
                  where v.number = a.number and m.state = 'RECUSED' order by 1)) t) as visit,
              (select case when count(*) = 0 then 'none'
                  when sum(points) < a.threshold then 'low' else 'high' end
                from score s where s.number = a.number and s.stage = 'DISTRICT') as score
            from application a left join lateral (
              select pass as consultations, bool_or(stance = 'OBJECT') as objected,
                max(asked_at) as asked_at
              from department_opinion o where o.number = a.number and o.attempt = a.attempt
                and o.level = a.level group by pass order by pass desc limit 1) o on true
            left join lateral (
              select coalesce(bool_or(stance = 'OBJECT'), false) as objected,
                max(asked_at) as asked_at
              from department_opinion o where o.number = a.number and o.attempt = a.attempt
                and o.level = a.level group by pass order by pass desc offset 1 limit 1) b on true
            where a.number = ?""")
        .param(number)
        .query(
            (rs, n) ->
                new Situation(
                    number,
                    Tier.valueOf(rs.getString("tier")),
                    rs.getLong("round_id"),
                    rs.getString("community_code"),
                    Status.valueOf(rs.getString("status")),
                    Level.valueOf(rs.getString("level")),
                    rs.getString("office"),
                    rs.getBoolean("round_open"),
                    stops,
                    scoring,
                    hands,
                    process,
                    inbox,
                    rs.getInt("returns"),
                    rs.getString("proposal"),
                    rs.getInt("pass"),
                    new Opinions(
                        rs.getInt("consultations"),
                        rs.getBoolean("objected"),
                        rs.getBoolean("stale"),
                        rs.getString("asked_before")),
                    rs.getString("reopened"),
                    rs.getString("score"),
                    rs.getBoolean("reviewed_last"),
                    rs.getString("visit"),
                    batch))
        .single();
  }

  private Batch batch(String number) {
    return jdbc.sql(
            """
            select d.id::text, d.state, f.objection is not null from designation_file f
            join designation d on d.id = f.designation_id
            where f.number = ? and f.state in ('PENDING', 'NAMED')""")
        .param(number)
        .query(
            (rs, n) ->
                new Batch(
                    rs.getString(1),
                    rs.getString(2),
                    rs.getBoolean(3),
                    running("designation", rs.getString(1)),
                    inbox("batch", rs.getString(1))))
        .optional()
        .orElse(null);
  }

  private Running running(String model, String businessKey) {
    Set<String> roots =
        jdbc.sql(
                """
                select e.id_ from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
                where e.business_key_ = ? and d.key_ = ? and e.parent_id_ is null""")
            .params(businessKey, model)
            .query(String.class)
            .set();
    if (roots.isEmpty()) return new Running(0, Set.of(), Set.of(), List.of(), List.of());
    Set<String> instances =
        jdbc.sql(
                """
                select id_ from act_ru_execution
                where root_proc_inst_id_ in (:roots) and parent_id_ is null""")
            .param("roots", roots)
            .query(String.class)
            .set();
    // Where the file stands is told by its own process, what is awaited by those called, too.
    Set<String> places =
        jdbc.sql(
                """
                select act_id_ from act_ru_execution e
                where e.proc_inst_id_ in (:roots) and act_id_ is not null
                  and not exists (select 1 from act_ru_execution c where c.parent_id_ = e.id_)""")
            .param("roots", roots)
            .query(String.class)
            .set();
    Set<String> awaited =
        jdbc.sql(
                "select event_name_ from act_ru_event_subscr where proc_inst_id_ in (:instances) and event_name_ is not null")
            .param("instances", instances)
            .query(String.class)
            .set();
    List<OpenTask> tasks =
        jdbc.sql(
                """
                select t.id_ as id, t.task_def_key_ as key, t.assignee_ as assignee,
                  t.due_date_ as due_at, coalesce(string_agg(i.group_id_, ','), 'expert:' || t.assignee_) as grp,
                  (select v.text_ from act_ru_variable v where v.name_ = 'level'
                    and v.execution_id_ = t.proc_inst_id_) as level
                from act_ru_task t left join act_ru_identitylink i on i.task_id_ = t.id_ and i.type_ = 'candidate'
                where t.proc_inst_id_ in (:instances) group by t.id_ order by t.id_""")
            .param("instances", instances)
            .query(Situations::task)
            .list();
    List<Job> jobs =
        jdbc.sql(
                """
                select j.id_, d.act_id_, j.type_ = 'timer', j.retries_, j.suspension_state_ <> 1
                from act_ru_job j join act_ru_jobdef d on d.id_ = j.job_def_id_
                where j.process_instance_id_ in (:instances) order by j.id_""")
            .param("instances", instances)
            .query(
                (rs, n) ->
                    new Job(
                        rs.getString(1),
                        rs.getString(2),
                        rs.getBoolean(3),
                        rs.getInt(4),
                        rs.getBoolean(5)))
            .list();
    return new Running(roots.size(), places, awaited, tasks, jobs);
  }

  private List<OpenTask> inbox(String column, String key) {
    return jdbc.sql(
            """
            select id, task_key as key, candidate_group as grp, level, assignee, due_at
            from inbox_task where\s"""
                + column
                + " = ? order by id")
        .param(key)
        .query(Situations::task)
        .list();
  }

  private static OpenTask task(ResultSet rs, int n) throws SQLException {
    Timestamp due = rs.getTimestamp("due_at");
    String level = rs.getString("level");
    return new OpenTask(
        rs.getString("id"),
        rs.getString("key"),
        rs.getString("grp"),
        level == null ? Level.COMMUNITY.name() : level,
        rs.getString("assignee"),
        due == null ? null : due.toInstant());
  }
}
