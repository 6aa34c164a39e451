package io.anlan.workflow;

import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.calendar.Term;
import io.anlan.calendar.WorkingDays;
import io.anlan.inbox.CaseLock;
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
import org.camunda.bpm.engine.impl.jobexecutor.JobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandlerConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The calendar has changed, and open due dates with it. One job moves the dates of some files; the
 * next one goes on behind them.
 */
@Component
class MoveDueDates implements JobHandler<MoveDueDates.Reach> {

  static final String TYPE = "moveDueDates";

  private static final int FILES = 50;

  /**
   * @param first the first day that has changed
   * @param last the last one
   * @param after the file behind which to go on
   */
  record Reach(LocalDate first, LocalDate last, String after) implements JobHandlerConfiguration {

    @Override
    public String toCanonicalString() {
      return first + " " + last + " " + after;
    }
  }

  private final ObjectProvider<JdbcClient> jdbc;
  private final ObjectProvider<TaskTerms> terms;
  private final ObjectProvider<WorkingDays> workingDays;
  private final ObjectProvider<CaseLock> lock;
  private final ObjectProvider<Inbox> inbox;
  private final ObjectProvider<Consultations> consultations;
  private final ObjectProvider<VisitCourse> visits;
  private final ObjectProvider<Trail> trail;
  private final Clock clock;

  MoveDueDates(
      ObjectProvider<JdbcClient> jdbc,
      ObjectProvider<TaskTerms> terms,
      ObjectProvider<WorkingDays> workingDays,
      ObjectProvider<CaseLock> lock,
      ObjectProvider<Inbox> inbox,
      ObjectProvider<Consultations> consultations,
      ObjectProvider<VisitCourse> visits,
      ObjectProvider<Trail> trail,
      Clock clock) {
    this.jdbc = jdbc;
    this.terms = terms;
    this.workingDays = workingDays;
    this.lock = lock;
    this.inbox = inbox;
    this.consultations = consultations;
    this.visits = visits;
    this.trail = trail;
    this.clock = clock;
  }

  @Override
  public String getType() {
    return TYPE;
  }

  @Override
  public Reach newConfiguration(String text) {
    String[] parts = text.split(" ", 3);
    return new Reach(LocalDate.parse(parts[0]), LocalDate.parse(parts[1]), parts[2]);
  }

  @Override
  public void onDelete(Reach reach, JobEntity job) {}

  @Override
  public void execute(
      Reach reach, ExecutionEntity execution, CommandContext context, String tenant) {
    List<String> numbers = files(reach);
    if (numbers.isEmpty()) return;
    // Cases first, in the order in which everybody locks them, and only then the calendar.
    numbers.forEach(lock.getObject()::acquire);
    numbers.forEach(number -> move(context, number));
    send(context, new Reach(reach.first, reach.last, numbers.get(numbers.size() - 1)));
  }

  static void send(CommandContext context, Reach reach) {
    MessageEntity job = new MessageEntity();
    job.setJobHandlerType(TYPE);
    job.setJobHandlerConfiguration(reach);
    context.getJobManager().send(job);
  }

  private List<String> files(Reach reach) {
    TaskTerms terms = this.terms.getObject();
    List<TaskTerms.Reckoning> misdated =
        terms.misdated(reach.first, reach.last, workingDays.getObject().ends());
    return misdated.isEmpty() ? List.of() : terms.files(misdated, reach.after, FILES);
  }

  private void move(CommandContext context, String number) {
    Map<String, Term> terms = this.terms.getObject().of(number);
    for (TaskItem task : inbox.getObject().ofApplication(number)) {
      Term term = terms.get(task.id());
      if (term != null) move(context, task, workingDays.getObject().end(term));
    }
    consultations.getObject().reckonAgain(number);
    visits.getObject().reckonAgain(number);
    timers(number).forEach(timer -> new RecalculateJobDuedateCmd(timer, false).execute(context));
  }

  private void move(CommandContext context, TaskItem task, Instant due) {
    if (due.equals(task.dueAt())) return;
    new SetTaskDueDateCmd(task.id(), Date.from(due)).execute(context);
    String holder = task.assignee() == null ? task.candidateGroup() : task.assignee();
    String words = day(task.dueAt()) + " → " + day(due);
    trail
        .getObject()
        .recordSystem(
            new Act(
                task.number(), task.level(), task.office(), Act.Action.DUE_MOVED, holder, words));
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, clock.getZone());
  }

  /** The timers of a file: each asks again when it is due. */
  private List<String> timers(String number) {
    return jdbc.getObject()
        .sql(
            """
            select j.id_ from act_ru_execution e
            join act_ru_job j on j.process_instance_id_ = e.proc_inst_id_
            where e.business_key_ = ? and j.type_ = 'timer' order by j.id_""")
        .param(number)
        .query(String.class)
        .list();
  }
}
