package io.anlan.application;

import io.anlan.account.Actor;
import io.anlan.account.Role;
import io.anlan.application.Files.Part;
import io.anlan.inbox.CaseLock;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who may do what on a file: asked before a body is read, and again under the file's lock. */
@Component
@Transactional(readOnly = true)
public class Rights {

  /** What a person is to the file. */
  public enum Who {
    /** Acts for its community. */
    APPLICANT,
    /** Reviews at the office that writes the official score. */
    SCORER,
    /** Has its review in hand now. */
    REVIEWER,
    /** Leads the office that holds it. */
    LEADER,
    /** May sign it off now; or the applicant, for the community's own sheet. */
    SIGNER,
    /** Works on a visit of it now, and sees no more of it than that. */
    VISITOR
  }

  private static final String SIGN_OFF = "userTask_signOff";

  private final Files files;
  private final VisitGuests guests;
  private final Inbox inbox;
  private final CaseLock lock;
  private final EntityManager entities;

  Rights(Files files, VisitGuests guests, Inbox inbox, CaseLock lock, EntityManager entities) {
    this.files = files;
    this.guests = guests;
    this.inbox = inbox;
    this.lock = lock;
    this.entities = entities;
  }

  /**
   * The file, if this person is that to it and has played no other part on it.
   *
   * @throws Problem 404 when it does not exist for them, 403 when they may not
   */
  public Application require(Actor actor, String number, Who who) {
    if (who == Who.VISITOR && guests.worksOn(actor, number)) return files.get(number);
    Application application = files.visible(actor, number);
    files.requirePart(List.of(number), actor, part(actor, application, who));
    return application;
  }

  /**
   * As {@link #require}, with the file locked until the transaction ends, as it stands now; keeps
   * that this person has now played the part.
   */
  @Transactional
  Application lock(Actor actor, String number, Who who) {
    Application application = require(actor, number, who);
    lock.acquire(number);
    // It was read before the lock, and whoever had the lock may have changed it; what this
    // transaction has changed itself is kept.
    entities.flush();
    entities.refresh(application);
    if (!files.sees(actor, application)) throw Problem.notFound();
    files.takePart(number, actor, part(actor, application, who));
    return application;
  }

  /**
   * @throws Problem 403 for whoever acts for no community
   */
  public static void requireCommunity(Actor actor) {
    if (!actor.has(Role.COMMUNITY)) throw Problem.forbidden("not-the-community");
  }

  boolean scorer(Actor actor, Application application) {
    return files
        .scoringStop(application.number())
        .filter(stop -> actor.member("reviewer:" + stop.office()))
        .isPresent();
  }

  /** Whether the review of this file is this person's task, held by nobody else. */
  public boolean reviewer(Actor actor, Application application) {
    return has(actor, inbox.ofApplication(application.number()), "userTask_reviewMaterials");
  }

  /**
   * Whether this person may upload a sealed scan now.
   *
   * @param tasks the open tasks of the file
   */
  public boolean signer(Actor actor, Application application, List<TaskItem> tasks) {
    Part part = signsOwn(actor, application) ? Part.APPLICANT : Part.LEADER;
    return (part == Part.APPLICANT || has(actor, tasks, SIGN_OFF))
        && files.mayPlay(List.of(application.number()), actor, part);
  }

  private static boolean signsOwn(Actor actor, Application application) {
    return Files.isApplicant(actor, application) && application.status().open();
  }

  private Part part(Actor actor, Application application, Who who) {
    return switch (who) {
      case APPLICANT -> {
        if (!Files.isApplicant(actor, application)) throw Problem.forbidden("not-the-community");
        yield Part.APPLICANT;
      }
      case SCORER -> {
        if (!scorer(actor, application)) throw Problem.forbidden("not-the-scorer");
        yield Part.REVIEWER;
      }
      case REVIEWER -> {
        if (!reviewer(actor, application)) throw Problem.forbidden("not-your-task");
        yield Part.REVIEWER;
      }
      case LEADER -> {
        boolean leads =
            application.office() != null && actor.member("leader:" + application.office());
        if (!leads) throw Problem.forbidden("not-the-leader");
        yield Part.LEADER;
      }
      case SIGNER -> {
        if (signsNow(actor, application)) yield Part.LEADER;
        if (!signsOwn(actor, application)) throw Problem.forbidden("not-the-signer");
        yield Part.APPLICANT;
      }
      case VISITOR -> throw Problem.forbidden("not-of-the-team");
    };
  }

  private boolean signsNow(Actor actor, Application application) {
    return has(actor, inbox.ofApplication(application.number()), SIGN_OFF);
  }

  private static boolean has(Actor actor, List<TaskItem> tasks, String taskKey) {
    return tasks.stream()
        .filter(task -> task.taskKey().equals(taskKey))
        .filter(task -> actor.member(task.candidateGroup()))
        .anyMatch(task -> task.assignee() == null || task.assignee().equals(actor.username()));
  }
}
