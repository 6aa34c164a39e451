package io.anlan.portal;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.Role;
import io.anlan.application.Application;
import io.anlan.application.Assessment;
import io.anlan.application.Assessments;
import io.anlan.application.Files;
import io.anlan.application.Itinerary;
import io.anlan.application.ProcessPicture;
import io.anlan.application.ProcessPicture.Drawing;
import io.anlan.application.Reopened;
import io.anlan.application.Story;
import io.anlan.application.Targets;
import io.anlan.audit.Act;
import io.anlan.audit.ActWords;
import io.anlan.audit.Trail;
import io.anlan.calendar.WorkingDays;
import io.anlan.division.OfficeContact;
import io.anlan.division.Offices;
import io.anlan.division.Stop;
import io.anlan.evidence.EvidenceView;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.portal.Holders.Holder;
import io.anlan.review.Opinions;
import io.anlan.review.Opinions.Voice;
import io.anlan.round.Round;
import io.anlan.round.Rounds;
import io.anlan.shared.Level;
import io.anlan.shared.PageView;
import io.anlan.shared.Texts;
import io.anlan.visit.VisitList;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Joins what the modules know of one file, as its reader may see it. */
@Component
@Transactional(readOnly = true)
public class FileStory {

  /** Their decision is the user name of whoever was handed the task, reminded, asked or told. */
  private static final Set<Act.Action> HANDED =
      EnumSet.of(
          Act.Action.TRANSFERRED,
          Act.Action.DELEGATED,
          Act.Action.NUDGED,
          Act.Action.ANSWERED,
          Act.Action.CO_REVIEW_ASKED,
          Act.Action.CO_REVIEWED,
          Act.Action.CO_REVIEW_REMOVED,
          Act.Action.COPIED,
          Act.Action.INVITED,
          Act.Action.INVITATION_REMINDED,
          Act.Action.INVITATION_UNANSWERED,
          Act.Action.NOT_VISITED,
          Act.Action.VISIT_CANCELLED,
          Act.Action.EXTENDED,
          Act.Action.EXTENSION_REFUSED,
          Act.Action.LEADER_CHANGED);

  /** Rows of the trail on one page. */
  static final int PAGE = 50;

  /**
   * @param openable ids of the tasks that this reader may open
   * @param left working days until the nearest deadline; null where none presses
   * @param holders by the ids of the open tasks
   * @param drawings without their BPMN
   * @param visits on the spot with their teams, the latest first; none for whoever does not see
   *     them
   */
  public record View(
      Application file,
      Round round,
      Assessment sheet,
      ScoreTable scores,
      List<Chain.Link> chain,
      List<TaskItem> tasks,
      Set<String> openable,
      Integer left,
      Map<String, Holder> holders,
      List<Chapter> chapters,
      List<Reopened> reopened,
      PageView<Line> trail,
      List<Drawing> drawings,
      Map<VisitList.Row, List<VisitList.Mate>> visits,
      Map<String, String> offices,
      Map<String, String> people) {}

  /** What was said at one level in one attempt, with the community's answers to returns. */
  public record Chapter(int attempt, Level level, String office, List<Voice> voices) {}

  /**
   * One row of the trail in words.
   *
   * @param about to what or whom it was done, or how it was decided; may be null
   * @param words may be null
   */
  public record Line(Trail.Row row, String about, String words) {}

  private final Files files;
  private final Assessments assessments;
  private final Rounds rounds;
  private final Itinerary itinerary;
  private final Story story;
  private final Trail trail;
  private final ActWords actWords;
  private final Opinions opinions;
  private final Inbox inbox;
  private final Offices offices;
  private final Accounts accounts;
  private final Holders holders;
  private final ProcessPicture picture;
  private final VisitList visitList;
  private final WorkingDays workingDays;
  private final Texts texts;
  private final Clock clock;

  FileStory(
      Files files,
      Assessments assessments,
      Rounds rounds,
      Itinerary itinerary,
      Story story,
      Trail trail,
      ActWords actWords,
      Opinions opinions,
      Inbox inbox,
      Offices offices,
      Accounts accounts,
      Holders holders,
      ProcessPicture picture,
      VisitList visitList,
      WorkingDays workingDays,
      Texts texts,
      Clock clock) {
    this.files = files;
    this.assessments = assessments;
    this.rounds = rounds;
    this.itinerary = itinerary;
    this.story = story;
    this.trail = trail;
    this.actWords = actWords;
    this.opinions = opinions;
    this.inbox = inbox;
    this.offices = offices;
    this.accounts = accounts;
    this.holders = holders;
    this.picture = picture;
    this.visitList = visitList;
    this.workingDays = workingDays;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * @param page of the trail, from 0
   * @throws io.anlan.shared.Problem 404 when the file does not exist for this person
   */
  public View of(Actor actor, String number, int page) {
    Assessment sheet = assessments.view(actor, number);
    Application file = files.get(number);
    List<Stop> stops = itinerary.stops(file);
    List<Trail.Row> milestones = trail.milestones(number);
    List<Voice> voices = voices(actor, number, milestones);
    List<TaskItem> tasks = inbox.ofApplication(number);
    PageView<Trail.Row> rows = story.page(actor, number, page, PAGE);
    Map<String, String> people = people(voices, rows.content(), sheet.seals());
    Map<String, OfficeContact> offices = offices(stops, tasks);
    return new View(
        file,
        rounds.get(file.roundId()),
        sheet,
        ScoreTable.of(sheet),
        Chain.of(file, stops, milestones),
        tasks,
        tasks.stream()
            .filter(t -> Inbox.visible(actor, t))
            .map(TaskItem::id)
            .collect(Collectors.toSet()),
        left(tasks),
        holders.of(tasks, offices),
        chapters(voices, stops),
        sheet.reopened(),
        new PageView<>(rows.content().stream().map(r -> line(r, people)).toList(), rows.page()),
        picture.of(number),
        visits(actor, file),
        names(offices),
        people);
  }

  private Map<VisitList.Row, List<VisitList.Mate>> visits(Actor actor, Application file) {
    // Whoever sees the file and is of no department reads it for its community, an office or a
    // body.
    boolean sees =
        !actor.has(Role.DEPARTMENT)
            || actor.communities().contains(file.communityCode())
            || files.readsAsOffice(actor, file.number());
    return sees ? visitList.of(file.number()) : Map.of();
  }

  /** Decisions and opinions, and between them what the community has answered. */
  private List<Voice> voices(Actor actor, String number, List<Trail.Row> milestones) {
    List<Voice> voices = new ArrayList<>(opinions.of(actor, number));
    int attempt = 0;
    for (Trail.Row row : milestones) {
      if (row.action() == Act.Action.OPENED) attempt++;
      if (row.action() != Act.Action.CORRECTED) continue;
      voices.add(
          new Voice(
              attempt,
              row.level(),
              0,
              "userTask_correctMaterials",
              null,
              "CORRECTED",
              row.opinion(),
              null,
              row.actor(),
              row.at()));
    }
    voices.sort(Comparator.comparing(Voice::attempt).thenComparing(Voice::at));
    return voices;
  }

  private static List<Chapter> chapters(List<Voice> voices, List<Stop> stops) {
    Map<Level, String> at = stops.stream().collect(Collectors.toMap(Stop::level, Stop::office));
    Map<String, Chapter> chapters = new LinkedHashMap<>();
    for (Voice v : voices) {
      chapters
          .computeIfAbsent(
              v.attempt() + " " + v.level(),
              k -> new Chapter(v.attempt(), v.level(), at.get(v.level()), new ArrayList<>()))
          .voices()
          .add(v);
    }
    return List.copyOf(chapters.values());
  }

  private Line line(Trail.Row row, Map<String, String> people) {
    String decision = row.decision();
    if (HANDED.contains(row.action())) return new Line(row, people.get(decision), row.opinion());
    return switch (row.action()) {
      // Their decision is whoever is told.
      case DUE_MOVED,
          REMINDED,
          FELL_DUE,
          ESCALATED,
          SUPERVISED,
          SUPERVISION_ANSWERED,
          OVERDUE,
          EXTENSION_ASKED ->
          new Line(row, null, actWords.of(row.action(), row.opinion()));
      // Their opinion is the hash of the bytes.
      case EVIDENCE_ADDED, EVIDENCE_REMOVED ->
          new Line(
              row,
              Targets.ofVisit(decision) ? texts.text("visit.sheet.title") : Targets.label(decision),
              null);
      default ->
          new Line(
              row,
              decision == null ? null : texts.textOr("decision." + decision, decision),
              row.opinion());
    };
  }

  private Integer left(List<TaskItem> tasks) {
    return tasks.stream()
        .filter(t -> t.dueAt() != null)
        .min(Comparator.comparing(TaskItem::dueAt))
        .map(
            t ->
                workingDays.between(
                    LocalDate.now(clock),
                    LocalDate.ofInstant(t.dueAt(), clock.getZone()),
                    t.territory()))
        .orElse(null);
  }

  private Map<String, OfficeContact> offices(List<Stop> stops, List<TaskItem> tasks) {
    Set<String> codes = new LinkedHashSet<>();
    stops.forEach(stop -> codes.add(stop.office()));
    tasks.forEach(task -> codes.add(task.office()));
    return offices.contacts(codes);
  }

  private static Map<String, String> names(Map<String, OfficeContact> offices) {
    return offices.values().stream()
        .collect(Collectors.toMap(OfficeContact::code, OfficeContact::name));
  }

  private Map<String, String> people(
      List<Voice> voices, List<Trail.Row> rows, List<EvidenceView> seals) {
    Set<String> usernames = new LinkedHashSet<>();
    voices.forEach(voice -> usernames.add(voice.by()));
    seals.forEach(seal -> usernames.add(seal.uploadedBy()));
    rows.forEach(
        row -> {
          usernames.add(row.actor());
          usernames.add(row.onBehalfOf());
          if (HANDED.contains(row.action())) usernames.add(row.decision());
        });
    return accounts.names(usernames);
  }
}
