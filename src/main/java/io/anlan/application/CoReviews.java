package io.anlan.application;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.application.Files.Part;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.CaseLock;
import io.anlan.inbox.DoneTask;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskDesk;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import io.anlan.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Colleagues who are asked for their view before a decision (加签) and may be asked no more (减签). The
 * engine knows nothing of it: whoever holds the task decides with or without them. Who answers has
 * had a hand in the file, as a member of the same group.
 */
@Component
@Transactional
public class CoReviews {

  /** For one task; more is a meeting. */
  public static final int MOST = 5;

  private static final int LONGEST = 2000;

  /** What one person is asked about at once, at most; the oldest are shown. */
  private static final int SHOWN = 20;

  /**
   * @param community name of the community that the task is about
   * @param opinion null while there is no answer
   */
  public record CoReview(
      String number,
      String taskId,
      String community,
      String username,
      String askedBy,
      Instant askedAt,
      String question,
      String opinion,
      Instant answeredAt) {}

  private final JdbcClient jdbc;
  private final TaskDesk desk;
  private final Inbox inbox;
  private final Files files;
  private final Accounts accounts;
  private final CaseLock lock;
  private final Trail trail;
  private final Clock clock;

  CoReviews(
      JdbcClient jdbc,
      TaskDesk desk,
      Inbox inbox,
      Files files,
      Accounts accounts,
      CaseLock lock,
      Trail trail,
      Clock clock) {
    this.jdbc = jdbc;
    this.desk = desk;
    this.inbox = inbox;
    this.files = files;
    this.accounts = accounts;
    this.lock = lock;
    this.trail = trail;
    this.clock = clock;
  }

  /** Who has been asked about a task, the first first; the caller has checked who reads it. */
  @Transactional(readOnly = true)
  public List<CoReview> of(String taskId) {
    return jdbc.sql("select *, null as community from co_review where task_id = ? order by id")
        .param(taskId)
        .query(CoReviews::coReview)
        .list();
  }

  /** What this person is asked and has not answered, of tasks that are still open. */
  @Transactional(readOnly = true)
  public List<CoReview> asked(Actor actor) {
    return jdbc.sql(
            """
            select c.*, t.community from co_review c join inbox_task t on t.id = c.task_id
            where c.username = ? and c.answered_at is null order by c.id limit ?""")
        .params(actor.username(), SHOWN)
        .query(CoReviews::coReview)
        .list();
  }

  /** Whether tasks of this kind of place may have co-reviewers: those of one file in an office. */
  public static boolean possible(TaskItem task) {
    return task.number() != null && Part.of(task.candidateGroup()) != Part.APPLICANT;
  }

  /**
   * Asks another member of the task's group.
   *
   * @throws Problem as every act on the task; 422 on {@code to} or {@code question}
   */
  public void ask(Actor actor, String taskId, String to, String question) {
    desk.require(actor, taskId);
    if (to == null || to.isBlank()) throw Problem.field("to", "required");
    String words = Words.required("question", question, LONGEST);
    TaskItem task = locked(actor, taskId);
    if (to.equals(actor.username()) || to.equals(task.assignee())) {
      throw Problem.field("to", "to-oneself");
    }
    Actor colleague =
        accounts
            .find(to)
            .filter(a -> a.member(task.candidateGroup()))
            .orElseThrow(() -> Problem.field("to", "not-a-member", to));
    if (!files.mayPlay(List.of(task.number()), colleague, Part.of(task.candidateGroup()))) {
      throw Problem.field("to", "has-another-part", to);
    }
    List<CoReview> known = of(taskId);
    if (known.stream().anyMatch(c -> c.username.equals(to))) {
      throw Problem.field("to", "asked-already");
    }
    if (known.size() >= MOST) throw Problem.field("to", "too-many-co-reviewers", MOST);
    jdbc.sql(
            """
            insert into co_review (number, task_id, username, asked_by, asked_at, question)
            values (?, ?, ?, ?, ?, ?)""")
        .params(task.number(), taskId, to, actor.username(), Timestamp.from(clock.instant()), words)
        .update();
    record(actor, task, Act.Action.CO_REVIEW_ASKED, to, words);
  }

  /**
   * Asks somebody no more, as long as there is no answer.
   *
   * @throws Problem as every act on the task; 409 when it has been answered or was never asked
   */
  public void remove(Actor actor, String taskId, String username) {
    desk.require(actor, taskId);
    TaskItem task = locked(actor, taskId);
    int removed =
        jdbc.sql("delete from co_review where task_id = ? and username = ? and answered_at is null")
            .params(taskId, username)
            .update();
    if (removed == 0) throw Problem.conflict("already-answered");
    record(actor, task, Act.Action.CO_REVIEW_REMOVED, username, null);
  }

  private TaskItem locked(Actor actor, String taskId) {
    lock.acquireOfTask(taskId);
    desk.require(actor, taskId);
    TaskItem task = inbox.find(taskId).orElseThrow(Problem::notFound);
    if (!possible(task)) throw Problem.conflict("no-co-review");
    return task;
  }

  /**
   * @throws Problem 403 for whoever was not asked, 409 when it has been answered or the task is
   *     done, 422 on {@code opinion}
   */
  public void answer(Actor actor, String taskId, String opinion) {
    requireAsked(actor, taskId);
    String words = Words.required("opinion", opinion, LONGEST);
    lock.acquireOfTask(taskId);
    CoReview asked = requireAsked(actor, taskId);
    TaskItem task =
        inbox.find(taskId).orElseThrow(() -> Problem.conflict("co-review-after-decision"));
    if (!actor.member(task.candidateGroup())) throw Problem.notFound();
    files.takePart(task.number(), actor, Part.of(task.candidateGroup()));
    jdbc.sql("update co_review set opinion = ?, answered_at = ? where task_id = ? and username = ?")
        .params(words, Timestamp.from(clock.instant()), taskId, actor.username())
        .update();
    record(actor, task, Act.Action.CO_REVIEWED, asked.askedBy, words);
  }

  private CoReview requireAsked(Actor actor, String taskId) {
    CoReview asked =
        of(taskId).stream()
            .filter(c -> c.username.equals(actor.username()))
            .findFirst()
            .orElseThrow(() -> notAsked(actor, taskId));
    if (asked.opinion != null) throw Problem.conflict("already-answered");
    return asked;
  }

  private Problem notAsked(Actor actor, String taskId) {
    return inbox
        .find(taskId)
        .or(() -> inbox.findDone(taskId).map(DoneTask::task))
        .filter(t -> files.sees(actor, t))
        .map(t -> Problem.forbidden("not-asked"))
        .orElseGet(Problem::notFound);
  }

  private void record(
      Actor actor, TaskItem task, Act.Action action, String decision, String words) {
    trail.record(
        actor, new Act(task.number(), task.level(), task.office(), action, decision, words));
  }

  private static CoReview coReview(ResultSet rs, int n) throws SQLException {
    Timestamp answered = rs.getTimestamp("answered_at");
    return new CoReview(
        rs.getString("number"),
        rs.getString("task_id"),
        rs.getString("community"),
        rs.getString("username"),
        rs.getString("asked_by"),
        rs.getTimestamp("asked_at").toInstant(),
        rs.getString("question"),
        rs.getString("opinion"),
        answered == null ? null : answered.toInstant());
  }
}
