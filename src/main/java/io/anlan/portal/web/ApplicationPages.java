package io.anlan.portal.web;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.account.Grant;
import io.anlan.account.Role;
import io.anlan.application.Application;
import io.anlan.application.Applications;
import io.anlan.application.Assessment;
import io.anlan.application.Assessment.ItemView;
import io.anlan.application.Assessments;
import io.anlan.application.Assessments.AnswerCommand;
import io.anlan.application.Assessments.ScoreCommand;
import io.anlan.application.EvidenceUploads;
import io.anlan.application.Files;
import io.anlan.application.FormerYear;
import io.anlan.application.Hazard;
import io.anlan.application.Only;
import io.anlan.application.Profile;
import io.anlan.application.Rights.Who;
import io.anlan.application.Stage;
import io.anlan.application.Status;
import io.anlan.application.Targets;
import io.anlan.designation.Designations;
import io.anlan.inbox.Inbox;
import io.anlan.review.ReturnBasket;
import io.anlan.round.Round;
import io.anlan.round.Rounds;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.shared.Texts;
import io.anlan.shared.Texts.FieldMessage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages for what Tasklist cannot do: opening an application, scoring and proving its items. */
@Controller
class ApplicationPages {

  private static final int PAGE = 20;

  /** For how long whoever saved a part may still be writing there. */
  private static final Duration RECENTLY = Duration.ofMinutes(10);

  private static final String PROOFS = "proofs-";
  private static final String RETURNING = "returning-";
  private static final String FORM = "/applications/{number}/assessment";

  private final Applications applications;
  private final Assessments assessments;
  private final EvidenceUploads uploads;
  private final QuestionPanel questionPanel;
  private final ReturnBasket basket;
  private final FormerYear formerYear;
  private final Inbox inbox;
  private final Designations designations;
  private final Files files;
  private final Rounds rounds;
  private final Accounts accounts;
  private final CurrentActor current;
  private final ProfileWords profileWords;
  private final Texts texts;
  private final Clock clock;
  private final DataSize maxFileSize;

  ApplicationPages(
      Applications applications,
      Assessments assessments,
      EvidenceUploads uploads,
      QuestionPanel questionPanel,
      ReturnBasket basket,
      FormerYear formerYear,
      Inbox inbox,
      Designations designations,
      Files files,
      Rounds rounds,
      Accounts accounts,
      CurrentActor current,
      ProfileWords profileWords,
      Texts texts,
      Clock clock,
      @Value("${spring.servlet.multipart.max-file-size}") DataSize maxFileSize) {
    this.applications = applications;
    this.assessments = assessments;
    this.uploads = uploads;
    this.questionPanel = questionPanel;
    this.basket = basket;
    this.formerYear = formerYear;
    this.inbox = inbox;
    this.designations = designations;
    this.files = files;
    this.rounds = rounds;
    this.accounts = accounts;
    this.current = current;
    this.profileWords = profileWords;
    this.texts = texts;
    this.clock = clock;
    this.maxFileSize = maxFileSize;
  }

  @GetMapping("/applications")
  String list(
      @RequestParam(required = false) String q,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    Actor actor = current.get();
    int at = Math.max(0, Math.min(page, 100_000));
    model.addAttribute("q", q);
    model.addAttribute(
        "found",
        applications.search(
            actor, q, null, null, null, PageRequest.of(at, PAGE, Sort.by("number"))));
    LocalDate today = LocalDate.now(clock);
    List<Round> open =
        actor.has(Role.COMMUNITY)
            ? rounds.all().stream().filter(r -> r.acceptsSubmission(today)).toList()
            : List.of();
    model.addAttribute("rounds", open);
    model.addAttribute("communities", actor.communities());
    model.addAttribute("toName", designations.countWaiting(actor));
    return "applications";
  }

  @PostMapping("/applications")
  @Only(Who.APPLICANT)
  String open(@RequestParam String communityCode, @RequestParam long roundId, Model model) {
    try {
      Application application = applications.open(current.get(), communityCode, roundId);
      return "redirect:/applications/" + application.number() + "/assessment";
    } catch (Problem problem) {
      model.addAttribute("error", texts.words(problem));
      return list(null, 0, model);
    }
  }

  @GetMapping(FORM)
  String assessment(@PathVariable String number, Model model) {
    Actor actor = current.get();
    Application application = sheet(actor, number, model);
    boolean own = actor.communities().contains(application.communityCode());
    if (own && application.status() == Status.DRAFT) {
      model.addAttribute("former", formerYear.before(application).map(Application::year));
    }
    questionPanel.show(actor, application, inbox.ofApplication(number), model);
    return "assessment";
  }

  /** What every part of the sheet is drawn from; asked again after each save. */
  private Application sheet(Actor actor, String number, Model model) {
    Application application = files.visible(actor, number);
    Assessment sheet = assessments.view(actor, number);
    Map<String, List<ItemView>> areas = areas(actor, sheet.items());
    model.addAttribute("dossier", application);
    model.addAttribute("areas", areas);
    model.addAttribute("hazards", Hazard.values());
    model.addAttribute("profile", application.profile());
    model.addAttribute("sheet", sheet);
    model.addAttribute(
        "verified",
        sheet.items().stream().filter(i -> i.scores().containsKey(Stage.DISTRICT)).count());
    if (sheet.editable()) {
      model.addAttribute(
          "unfinished",
          uploads.of(actor, number).stream()
              .collect(Collectors.groupingBy(u -> u.target().replace('/', '-'))));
    }
    if (basket.mayFill(actor, application)) model.addAttribute("basket", basket.of(number));
    model.addAttribute("me", actor.username());
    model.addAttribute("recently", clock.instant().minus(RECENTLY));
    model.addAttribute("savers", accounts.names(SheetPart.savers(application, sheet)));
    return application;
  }

  /** The items by area; what a department looks at stands before everything else for it. */
  private Map<String, List<ItemView>> areas(Actor actor, List<ItemView> items) {
    Set<String> kinds =
        actor.grants().stream()
            .filter(grant -> grant.role() == Role.DEPARTMENT)
            .map(Grant::kind)
            .collect(Collectors.toSet());
    String own = texts.text("portal.own-items");
    Map<String, List<ItemView>> areas = new LinkedHashMap<>();
    areas.put(own, new ArrayList<>());
    for (ItemView item : items) {
      String area = Collections.disjoint(kinds, item.departments()) ? item.area() : own;
      areas.computeIfAbsent(area, name -> new ArrayList<>()).add(item);
    }
    if (areas.get(own).isEmpty()) areas.remove(own);
    return areas;
  }

  /**
   * What somebody else has saved here since the page was drawn; nothing where nobody has.
   *
   * @param where {@code profile}, {@code condition-3}, {@code item-1.3.1} or {@code official-1.3.1}
   * @param version the version that the page shows
   */
  @GetMapping(FORM + "/parts/{where}")
  String look(
      @PathVariable String number,
      @PathVariable String where,
      @RequestParam(defaultValue = "0") int version,
      HttpServletResponse response,
      Model model) {
    sheet(current.get(), number, model);
    SheetPart part = part(where, model);
    if (part.version() == version) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return null;
    }
    part.show(model);
    model.addAttribute("held", version);
    return "assessment :: newer";
  }

  @PostMapping(FORM + "/profile")
  @Only(Who.APPLICANT)
  String describe(
      @PathVariable String number,
      @ModelAttribute Profile profile,
      BindingResult binding,
      @RequestParam(required = false) Integer version,
      @RequestHeader(name = "HX-Request", required = false) String htmx,
      Model model) {
    return save(
        model,
        htmx,
        number,
        "profile",
        () -> {
          if (binding.hasErrors()) throw wrongType(binding);
          assessments.describe(current.get(), number, profile, version);
        },
        () -> {
          Profile stored = (Profile) model.getAttribute("profile");
          model.addAttribute("storedProfile", profileWords.differing(stored, profile));
          model.addAttribute("profile", profile == null ? stored : profile);
        });
  }

  private static Problem wrongType(BindingResult binding) {
    return Problem.fields(
        binding.getFieldErrors().stream()
            .map(error -> new Fault(error.getField(), "wrong-type"))
            .toList());
  }

  @PostMapping(FORM + "/conditions/{no}")
  @Only(Who.APPLICANT)
  String answer(
      @PathVariable String number,
      @PathVariable int no,
      @RequestParam(required = false) Boolean met,
      @RequestParam(required = false) String explanation,
      @RequestParam int version,
      @RequestHeader(name = "HX-Request", required = false) String htmx,
      Model model) {
    return save(
        model,
        htmx,
        number,
        "condition-" + no,
        () ->
            assessments.answer(
                current.get(), number, List.of(new AnswerCommand(no, met, explanation, version))),
        () -> {
          model.addAttribute("typedMet", met);
          model.addAttribute("typedText", explanation);
        });
  }

  @PostMapping(FORM + "/items/{code}/SELF")
  @Only(Who.APPLICANT)
  String claim(
      @PathVariable String number,
      @PathVariable String code,
      @RequestParam(required = false) String points,
      @RequestParam(required = false) String reason,
      @RequestParam int version,
      @RequestHeader(name = "HX-Request", required = false) String htmx,
      Model model) {
    return score(model, htmx, number, code, Stage.SELF, points, reason, version);
  }

  @PostMapping(FORM + "/items/{code}/DISTRICT")
  @Only(Who.SCORER)
  String score(
      @PathVariable String number,
      @PathVariable String code,
      @RequestParam(required = false) String points,
      @RequestParam(required = false) String reason,
      @RequestParam int version,
      @RequestHeader(name = "HX-Request", required = false) String htmx,
      Model model) {
    return score(model, htmx, number, code, Stage.DISTRICT, points, reason, version);
  }

  private String score(
      Model model,
      String htmx,
      String number,
      String code,
      Stage stage,
      String points,
      String reason,
      int version) {
    return save(
        model,
        htmx,
        number,
        (stage == Stage.SELF ? "item-" : SheetPart.OFFICIAL) + code,
        () ->
            assessments.score(
                current.get(),
                number,
                stage,
                List.of(new ScoreCommand(code, decimal(points), reason, version))),
        () -> {
          model.addAttribute("typedPoints", points);
          model.addAttribute("typedText", reason);
        });
  }

  private static BigDecimal decimal(String points) {
    if (points == null || points.isBlank()) return null;
    try {
      return new BigDecimal(points.strip());
    } catch (NumberFormatException e) {
      throw Problem.field("points", "wrong-type");
    }
  }

  /**
   * Several files at once, each kept or refused on its own.
   *
   * @param where {@code item-1.3.1} or {@code condition-3}
   */
  @PostMapping(FORM + "/evidence/{where}")
  @Only(Who.APPLICANT)
  String upload(
      @PathVariable String number,
      @PathVariable String where,
      @RequestParam List<MultipartFile> file,
      @RequestParam(required = false) String caption,
      @RequestHeader(name = "HX-Request", required = false) String htmx,
      Model model) {
    return act(
        model,
        htmx,
        number,
        PROOFS + where,
        () -> {
          List<Fault> faults = new ArrayList<>();
          for (MultipartFile one : file) {
            try (var in = one.getInputStream()) {
              assessments.addEvidence(
                  current.get(),
                  number,
                  where.replaceFirst("-", "/"),
                  caption,
                  one.getOriginalFilename(),
                  in);
            } catch (IOException e) {
              faults.add(refusal(one, Problem.field("file", "unreadable")));
            } catch (Problem problem) {
              if (problem.status() == 404 || file.size() == 1) throw problem;
              faults.add(refusal(one, problem));
            }
          }
          if (!faults.isEmpty()) throw Problem.fields(faults);
        },
        () -> {});
  }

  private Fault refusal(MultipartFile file, Problem problem) {
    return new Fault("file", "file-refused", file.getOriginalFilename(), texts.words(problem));
  }

  @PostMapping(FORM + "/evidence/{where}/{id}/removal")
  @Only(Who.APPLICANT)
  String remove(
      @PathVariable String number,
      @PathVariable String where,
      @PathVariable String id,
      @RequestHeader(name = "HX-Request", required = false) String htmx,
      Model model) {
    return act(
        model,
        htmx,
        number,
        PROOFS + where,
        () -> assessments.removeEvidence(current.get(), id),
        () -> {});
  }

  /** Brings in what was written in the last application. */
  @PostMapping(FORM + "/former")
  @Only(Who.APPLICANT)
  String former(@PathVariable String number, RedirectAttributes next) {
    try {
      int filled = formerYear.copy(current.get(), number);
      next.addFlashAttribute("completed", texts.text("portal.former.done", filled));
    } catch (Problem problem) {
      if (problem.status() == 404) throw problem;
      next.addFlashAttribute("refused", texts.words(problem));
    }
    return "redirect:/applications/" + number + "/assessment";
  }

  /** Notes that this part is to be returned; {@code where} as for evidence. */
  @PostMapping(FORM + "/returns/{where}")
  @Only(Who.REVIEWER)
  String toReturn(
      @PathVariable String number,
      @PathVariable String where,
      @RequestParam(required = false) String reason,
      @RequestHeader(name = "HX-Request", required = false) String htmx,
      Model model) {
    return act(
        model,
        htmx,
        number,
        RETURNING + where,
        () -> basket.note(current.get(), number, label(where), reason),
        () -> model.addAttribute("typedReturn", reason));
  }

  @PostMapping(FORM + "/returns/{where}/removal")
  @Only(Who.REVIEWER)
  String notToReturn(
      @PathVariable String number,
      @PathVariable String where,
      @RequestHeader(name = "HX-Request", required = false) String htmx,
      Model model) {
    return act(
        model,
        htmx,
        number,
        RETURNING + where,
        () -> basket.remove(current.get(), number, label(where)),
        () -> {});
  }

  /** {@code item-1.3.1} as people write it: {@code 1.3.1}; {@code condition-3}: {@code C3}. */
  private static String label(String where) {
    return Targets.label(where.replaceFirst("-", "/"));
  }

  @PostMapping(FORM + "/confirmation")
  @Only(Who.SCORER)
  String confirmAll(@PathVariable String number) {
    assessments.confirmAll(current.get(), number);
    return "redirect:/applications/" + number + "/assessment";
  }

  /** Saves one part: the answer to htmx draws how it stands, and leaves its fields alone. */
  private String save(
      Model model, String htmx, String number, String where, Runnable save, Runnable keepTyped) {
    String error = attempt(model, htmx, number, where, save, keepTyped);
    if (htmx == null) return whole(number, where, error);
    part(where, model).show(model);
    return "assessment :: saving";
  }

  /** Changes what belongs to a part; the page takes that alone out of the part. */
  private String act(
      Model model, String htmx, String number, String at, Runnable act, Runnable keepTyped) {
    String error = attempt(model, htmx, number, at, act, keepTyped);
    String where = at.substring(at.indexOf('-') + 1);
    if (htmx == null) return whole(number, where, error);
    part(where, model).show(model);
    return "assessment :: answer";
  }

  private static SheetPart part(String where, Model model) {
    return SheetPart.of(
        where,
        (Application) model.getAttribute("dossier"),
        (Assessment) model.getAttribute("sheet"));
  }

  private static String whole(String number, String where, String error) {
    return error == null
        ? "redirect:/applications/" + number + "/assessment#" + where
        : "assessment";
  }

  /** Returns what was wrong, or null; in either case the model says how things stand now. */
  private String attempt(
      Model model, String htmx, String number, String at, Runnable act, Runnable keepTyped) {
    Problem refused = null;
    try {
      act.run();
    } catch (Problem problem) {
      // What one may not see has no place to show an error at.
      if (problem.status() == 404) throw problem;
      refused = problem;
    }
    if (htmx != null) sheet(current.get(), number, model);
    else if (refused != null) assessment(number, model);
    model.addAttribute("errorAt", at);
    if (refused == null) {
      model.addAttribute("savedAt", at);
      return null;
    }
    keepTyped.run();
    String error = texts.words(refused);
    model.addAttribute("error", error);
    model.addAttribute("conflict", refused.code().equals("stale-version"));
    model.addAttribute(
        "faults",
        texts.faults(refused).stream()
            .collect(
                Collectors.toMap(
                    fault -> fault.field().replaceFirst("^\\[\\d+]\\.", ""),
                    FieldMessage::message,
                    (one, more) -> one + " " + more)));
    return error;
  }

  /** The whole request is read with the file, so this is known before {@link #upload} runs. */
  @ExceptionHandler
  ModelAndView tooLarge(MaxUploadSizeExceededException failure, HttpServletRequest request) {
    @SuppressWarnings("unchecked")
    var path =
        (Map<String, String>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    Model model = new ExtendedModelMap();
    String view =
        act(
            model,
            request.getHeader("HX-Request"),
            path.get("number"),
            PROOFS + path.get("where"),
            () -> {
              throw Problem.tooLarge("file", maxFileSize);
            },
            () -> {});
    return new ModelAndView(view, model.asMap());
  }

  @ExceptionHandler
  void torn(MultipartException failure, HttpServletResponse response) throws IOException {
    response.sendError(HttpServletResponse.SC_BAD_REQUEST);
  }

  @ExceptionHandler
  void refuse(Problem problem, HttpServletResponse response) throws IOException {
    response.sendError(problem.status());
  }
}
