package io.anlan.workflow;

import io.anlan.calendar.WorkingDays;
import io.anlan.deadline.Terms;
import io.anlan.inbox.CaseLock;
import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandlerConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The calendar or a round has changed, and open due dates with it. One job moves the dates of some
 * cases; the next one goes on behind them.
 */
@Component
class MoveDueDates implements JobHandler<MoveDueDates.Reach> {

  static final String TYPE = "moveDueDates";

  private static final int CASES = 50;

  /**
   * @param first the first day that has changed
   * @param last the last one
   * @param after the case behind which to go on
   */
  record Reach(LocalDate first, LocalDate last, String after) implements JobHandlerConfiguration {

    @Override
    public String toCanonicalString() {
      return first + " " + last + " " + after;
    }
  }

  private final ObjectProvider<Terms> terms;
  private final ObjectProvider<WorkingDays> workingDays;
  private final ObjectProvider<CaseLock> lock;
  private final ObjectProvider<OpenDates> dates;

  MoveDueDates(
      ObjectProvider<Terms> terms,
      ObjectProvider<WorkingDays> workingDays,
      ObjectProvider<CaseLock> lock,
      ObjectProvider<OpenDates> dates) {
    this.terms = terms;
    this.workingDays = workingDays;
    this.lock = lock;
    this.dates = dates;
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
    List<String> chains = chains(reach);
    if (chains.isEmpty()) return;
    // Cases first, in the order in which everybody locks them, and only then the calendar.
    chains.forEach(lock.getObject()::acquire);
    chains.forEach(chain -> dates.getObject().follow(context, chain));
    send(context, new Reach(reach.first, reach.last, chains.get(chains.size() - 1)));
  }

  static void send(CommandContext context, Reach reach) {
    MessageEntity job = new MessageEntity();
    job.setJobHandlerType(TYPE);
    job.setJobHandlerConfiguration(reach);
    context.getJobManager().send(job);
  }

  private List<String> chains(Reach reach) {
    Terms terms = this.terms.getObject();
    List<Terms.Reckoning> misdated =
        terms.misdated(reach.first, reach.last, workingDays.getObject().ends());
    return misdated.isEmpty() ? List.of() : terms.chains(misdated, reach.after, CASES);
  }
}
