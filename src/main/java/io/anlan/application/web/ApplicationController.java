package io.anlan.application.web;

import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.application.Application;
import io.anlan.application.Applications;
import io.anlan.application.Assessment;
import io.anlan.application.Assessments;
import io.anlan.application.Assessments.AnswerCommand;
import io.anlan.application.Assessments.ScoreCommand;
import io.anlan.application.Files;
import io.anlan.application.Only;
import io.anlan.application.Profile;
import io.anlan.application.Rights.Who;
import io.anlan.application.Stage;
import io.anlan.application.Status;
import io.anlan.application.Story;
import io.anlan.application.VisitScoring;
import io.anlan.audit.Trail;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Level;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import io.anlan.shared.Tier;
import io.anlan.shared.web.PageRequests;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Applications over {@code /api}. */
@RestController
@RequestMapping("/api/applications")
class ApplicationController {

  private static final Map<String, String> SORTS =
      Map.of(
          "number", "number",
          "community", "communityName",
          "status", "status",
          "submittedAt", "submittedAt",
          "openedAt", "openedAt");

  record OpenCommand(String communityCode, Long roundId) {}

  record ReasonCommand(String reason) {}

  record Contact(String name, String phone) {}

  record Total(BigDecimal total) {}

  record OpenTask(
      String id,
      String taskKey,
      String name,
      Level level,
      String office,
      String assignee,
      Instant createdAt,
      Instant dueAt) {

    static OpenTask of(TaskItem t) {
      return new OpenTask(
          t.id(),
          t.taskKey(),
          t.name(),
          t.level(),
          t.office(),
          t.assignee(),
          t.createdAt(),
          t.dueAt());
    }
  }

  record Summary(
      String number,
      String communityCode,
      String community,
      int year,
      Tier tier,
      Status status,
      Level level,
      String office,
      int attempt,
      Instant openedAt,
      Instant submittedAt) {

    static Summary of(Application a) {
      return new Summary(
          a.number(),
          a.communityCode(),
          a.communityName(),
          a.year(),
          a.tier(),
          a.status(),
          a.level(),
          a.office(),
          a.attempt(),
          a.openedAt(),
          a.submittedAt());
    }
  }

  record Detail(
      String number,
      String communityCode,
      String community,
      int year,
      Tier tier,
      long roundId,
      Status status,
      Level level,
      String office,
      int attempt,
      int pass,
      Contact contact,
      String statement,
      String response,
      Map<Stage, Total> scores,
      List<OpenTask> openTasks,
      Instant openedAt,
      Instant submittedAt) {}

  private final Applications applications;
  private final Assessments assessments;
  private final VisitScoring visits;
  private final Files files;
  private final Inbox inbox;
  private final Story story;
  private final CurrentActor current;

  ApplicationController(
      Applications applications,
      Assessments assessments,
      VisitScoring visits,
      Files files,
      Inbox inbox,
      Story story,
      CurrentActor current) {
    this.applications = applications;
    this.assessments = assessments;
    this.visits = visits;
    this.files = files;
    this.inbox = inbox;
    this.story = story;
    this.current = current;
  }

  @PostMapping
  @Only(Who.APPLICANT)
  @ResponseStatus(HttpStatus.CREATED)
  Detail open(@RequestBody OpenCommand command) {
    Actor actor = current.get();
    if (command.communityCode == null) throw Problem.field("communityCode", "required");
    if (command.roundId == null) throw Problem.field("roundId", "required");
    return detail(applications.open(actor, command.communityCode, command.roundId));
  }

  @GetMapping
  PageView<Summary> list(
      @RequestParam(required = false) String q,
      @RequestParam(required = false) Status status,
      @RequestParam(required = false) Level level,
      @RequestParam(required = false) String division,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "20") int size,
      @RequestParam(required = false) String sort) {
    return PageView.of(
        applications.search(
            current.get(),
            q,
            status,
            level,
            division,
            PageRequests.of(page, size, sort, SORTS, Sort.by("number"))),
        Summary::of);
  }

  @GetMapping("/{number}")
  Detail get(@PathVariable String number) {
    return detail(files.visible(current.get(), number));
  }

  private Detail detail(Application a) {
    BigDecimal official = assessments.officialTotal(a);
    Map<Stage, Total> scores = new java.util.EnumMap<>(Stage.class);
    scores.put(Stage.SELF, new Total(assessments.total(a.number(), Stage.SELF)));
    if (official != null) scores.put(Stage.DISTRICT, new Total(official));
    return new Detail(
        a.number(),
        a.communityCode(),
        a.communityName(),
        a.year(),
        a.tier(),
        a.roundId(),
        a.status(),
        a.level(),
        a.office(),
        a.attempt(),
        a.pass(),
        new Contact(a.profile().contactName(), a.profile().contactPhone()),
        a.statement(),
        a.response(),
        scores,
        inbox.ofApplication(a.number()).stream().map(OpenTask::of).toList(),
        a.openedAt(),
        a.submittedAt());
  }

  @GetMapping("/{number}/assessment")
  Assessment assessment(@PathVariable String number) {
    return assessments.view(current.get(), number);
  }

  @GetMapping("/{number}/profile")
  Profile profile(@PathVariable String number) {
    return files.visible(current.get(), number).profile();
  }

  @PutMapping("/{number}/profile")
  @Only(Who.APPLICANT)
  Profile describe(@PathVariable String number, @RequestBody Profile profile) {
    return assessments.describe(current.get(), number, profile).profile();
  }

  @PutMapping("/{number}/conditions")
  @Only(Who.APPLICANT)
  Assessment answer(@PathVariable String number, @RequestBody List<AnswerCommand> answers) {
    return assessments.answer(current.get(), number, answers);
  }

  @PutMapping("/{number}/scores/SELF")
  @Only(Who.APPLICANT)
  Assessment claim(@PathVariable String number, @RequestBody List<ScoreCommand> scores) {
    return assessments.score(current.get(), number, Stage.SELF, scores);
  }

  @PutMapping("/{number}/scores/DISTRICT")
  @Only(Who.SCORER)
  Assessment score(@PathVariable String number, @RequestBody List<ScoreCommand> scores) {
    return assessments.score(current.get(), number, Stage.DISTRICT, scores);
  }

  /** The stages of the experts. */
  @PutMapping("/{number}/scores/{stage}")
  @Only(Who.VISITOR)
  Assessment score(
      @PathVariable String number,
      @PathVariable Stage stage,
      @RequestBody List<ScoreCommand> scores) {
    return visits.score(current.get(), number, stage, scores);
  }

  @PostMapping("/{number}/scores/DISTRICT/confirm")
  @Only(Who.SCORER)
  Assessment confirm(@PathVariable String number) {
    return assessments.confirmAll(current.get(), number);
  }

  @GetMapping("/{number}/timeline")
  List<Trail.Row> timeline(@PathVariable String number) {
    files.visible(current.get(), number);
    return story.rows(current.get(), number);
  }

  @PostMapping("/{number}/withdrawal")
  @Only(Who.APPLICANT)
  Detail withdraw(@PathVariable String number, @RequestBody ReasonCommand command) {
    return detail(applications.withdraw(current.get(), number, command.reason));
  }

  @PostMapping("/{number}/cancellation")
  @Only(Who.LEADER)
  Detail cancel(@PathVariable String number, @RequestBody ReasonCommand command) {
    return detail(applications.cancel(current.get(), number, command.reason));
  }
}
