package io.anlan.workflow;

import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.calendar.Term;
import io.anlan.calendar.WorkingDays;
import io.anlan.deadline.DeadlineCases;
import io.anlan.deadline.Terms;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.review.Consultations;
import io.anlan.visit.VisitCourse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.cmd.RecalculateJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskDueDateCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The due dates and timers of one case follow the terms of its open tasks. */
@Component
class OpenDates {

  private final JdbcClient jdbc;
  private final Terms terms;
  private final WorkingDays workingDays;
  private final Inbox inbox;
  private final Consultations consultations;
  private final VisitCourse visits;
  private final DeadlineCases cases;
  private final UrgeTimers urgeTimers;
  private final Trail trail;
  private final Clock clock;

  OpenDates(
      JdbcClient jdbc,
      Terms terms,
      WorkingDays workingDays,
      Inbox inbox,
      Consultations consultations,
      VisitCourse visits,
      DeadlineCases cases,
      UrgeTimers urgeTimers,
      Trail trail,
      Clock clock) {
    this.jdbc = jdbc;
    this.terms = terms;
    this.workingDays = workingDays;
    this.inbox = inbox;
    this.consultations = consultations;
    this.visits = visits;
    this.cases = cases;
    this.urgeTimers = urgeTimers;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * Moves what has to move, and tells the holders; the caller holds the case's lock.
   *
   * @param chain the application number, or {@code batch:<id>}
   */
  void follow(CommandContext context, String chain) {
    Map<String, Term> terms = this.terms.of(chain);
    for (TaskItem task : inbox.ofChain(chain)) {
      Term term = terms.get(task.id());
      if (term != null) move(context, task, workingDays.end(term));
    }
    if (!chain.startsWith("batch:")) {
      consultations.reckonAgain(chain);
      visits.reckonAgain(chain);
    }
    timers(chain).forEach(timer -> new RecalculateJobDuedateCmd(timer, false).execute(context));
    // Only what is still open: a task that is in time again has ended what was asked about it.
    for (TaskItem task : inbox.ofChain(chain)) {
      if (terms.containsKey(task.id())) urgeTimers.arm(context, task);
    }
  }

  private void move(CommandContext context, TaskItem task, Instant due) {
    if (due.equals(task.dueAt()) || inbox.find(task.id()).isEmpty()) return;
    new SetTaskDueDateCmd(task.id(), Date.from(due)).execute(context);
    if (task.number() != null && due.isAfter(clock.instant())) {
      cases.inTime(task);
    }
    String words = day(task.dueAt()) + " → " + day(due);
    trail.recordSystem(
        new Act(
            task.chain(), task.level(), task.office(), Act.Action.DUE_MOVED, task.holder(), words));
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, clock.getZone());
  }

  /**
   * The timers of a case: each asks again when it is due. What has ended in this transaction is
   * still there for the database.
   */
  private List<String> timers(String chain) {
    return jdbc.sql(
            """
            select j.id_ from act_ru_execution e
            join act_ru_job j on j.process_instance_id_ = e.proc_inst_id_
            where e.business_key_ = ? and j.type_ = 'timer'
              and not exists (select 1 from deadline_case c
                where c.instance = e.proc_inst_id_ and c.closed_at is not null)
            order by j.id_""")
        .param(chain.replaceFirst("^batch:", ""))
        .query(String.class)
        .list();
  }
}
