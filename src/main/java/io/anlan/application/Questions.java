package io.anlan.application;

import io.anlan.account.Actor;
import io.anlan.application.Rights.Who;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.CaseLock;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import io.anlan.shared.Words;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Questions to the community that return nothing and stop no deadline (沟通), with their answers. */
@Component
@Transactional
public class Questions {

  private static final int LONGEST = 2000;

  /** Of one file; more than this is no conversation. */
  private static final int MOST = 100;

  /**
   * @param answer null while nobody has answered
   */
  public record Question(
      long id,
      String askedBy,
      String office,
      Instant askedAt,
      String text,
      String answer,
      String answeredBy,
      Instant answeredAt) {}

  private final JdbcClient jdbc;
  private final Files files;
  private final Rights rights;
  private final Inbox inbox;
  private final CaseLock lock;
  private final Trail trail;
  private final Clock clock;

  Questions(
      JdbcClient jdbc,
      Files files,
      Rights rights,
      Inbox inbox,
      CaseLock lock,
      Trail trail,
      Clock clock) {
    this.jdbc = jdbc;
    this.files = files;
    this.rights = rights;
    this.inbox = inbox;
    this.lock = lock;
    this.trail = trail;
    this.clock = clock;
  }

  /** All questions of a file, the oldest first; the caller has checked who reads them. */
  @Transactional(readOnly = true)
  public List<Question> of(String number) {
    return jdbc.sql("select * from question where number = ? order by id limit " + MOST)
        .param(number)
        .query(
            (rs, n) ->
                new Question(
                    rs.getLong("id"),
                    rs.getString("asked_by"),
                    rs.getString("office"),
                    rs.getTimestamp("asked_at").toInstant(),
                    rs.getString("text"),
                    rs.getString("answer"),
                    rs.getString("answered_by"),
                    rs.getTimestamp("answered_at") == null
                        ? null
                        : rs.getTimestamp("answered_at").toInstant()))
        .list();
  }

  /**
   * Whether this person may ask: whoever has one of the open tasks of the file, the community
   * excepted.
   */
  public static boolean mayAsk(Actor actor, Application application, List<TaskItem> tasks) {
    return !Files.isApplicant(actor, application)
        && application.status().open()
        && tasks.stream().anyMatch(task -> actor.member(task.candidateGroup()));
  }

  private void requireTask(Actor actor, Application application) {
    if (!mayAsk(actor, application, inbox.ofApplication(application.number()))) {
      throw Problem.forbidden("not-your-task");
    }
  }

  /**
   * @throws Problem 403 for whoever has no open task on the file, 422 on {@code question}
   */
  public void ask(Actor actor, String number, String text) {
    requireTask(actor, files.visible(actor, number));
    String words = Words.required("question", text, LONGEST);
    lock.acquire(number);
    Application application = files.visible(actor, number);
    requireTask(actor, application);
    if (of(number).size() >= MOST) throw Problem.field("question", "too-many", MOST);
    jdbc.sql(
            """
            insert into question (number, asked_by, office, asked_at, text)
            values (?, ?, ?, ?, ?)""")
        .params(
            number, actor.username(), application.office(), Timestamp.from(clock.instant()), words)
        .update();
    record(actor, application, Act.Action.ASKED, null, words);
  }

  /**
   * @throws Problem 404 for an unknown question, 409 when it has been answered, 422 on {@code
   *     answer}
   */
  public void answer(Actor actor, String number, long id, String text) {
    rights.require(actor, number, Who.APPLICANT);
    String words = Words.required("answer", text, LONGEST);
    Application application = rights.lock(actor, number, Who.APPLICANT);
    Question question =
        of(number).stream().filter(q -> q.id == id).findFirst().orElseThrow(Problem::notFound);
    if (question.answer != null) throw Problem.conflict("already-answered");
    jdbc.sql("update question set answer = ?, answered_by = ?, answered_at = ? where id = ?")
        .params(words, actor.username(), Timestamp.from(clock.instant()), id)
        .update();
    record(actor, application, Act.Action.ANSWERED, question.askedBy, words);
  }

  private void record(
      Actor actor, Application a, Act.Action action, String decision, String words) {
    trail.record(actor, new Act(a.number(), a.level(), a.office(), action, decision, words));
  }
}
