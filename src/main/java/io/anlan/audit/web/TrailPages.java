package io.anlan.audit.web;

import io.anlan.account.Accounts;
import io.anlan.audit.Act;
import io.anlan.audit.ActWords;
import io.anlan.audit.TrailSearch;
import io.anlan.audit.TrailSearch.Entry;
import io.anlan.audit.TrailSearch.Filter;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import io.anlan.shared.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The auditor's page: what was done by whom, whether the trail is whole, and a copy of it. */
@Controller
@RequestMapping("/admin/trail")
@PreAuthorize("hasRole('AUDITOR')")
class TrailPages extends FormPage {

  private static final int PAGE = 50;
  private static final int LAST_PAGE = 2000;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final TrailSearch search;
  private final Accounts accounts;
  private final ActWords actWords;
  private final Clock clock;

  TrailPages(TrailSearch search, Accounts accounts, ActWords actWords, Clock clock, Texts texts) {
    super(texts);
    this.search = search;
    this.accounts = accounts;
    this.actWords = actWords;
    this.clock = clock;
  }

  /** The filter as it is typed; what cannot be read is refused at its field. */
  record Query(String chain, String actor, String action, String from, String until) {

    Filter filter() {
      return new Filter(
          Typed.plain(chain),
          Typed.plain(actor),
          Typed.constant("action", Act.Action.class, action),
          Typed.day("from", from),
          Typed.day("until", until));
    }
  }

  @GetMapping
  String list(
      Query query,
      @RequestParam(defaultValue = "0") int page,
      Model model,
      HttpServletResponse response) {
    int at = Math.max(0, Math.min(page, LAST_PAGE));
    List<Entry> found = List.of();
    try {
      found = search.page(query.filter(), at, PAGE);
    } catch (Problem problem) {
      refused(problem, model, response);
    }
    model.addAttribute("found", found.stream().limit(PAGE).toList());
    model.addAttribute(
        "times", found.stream().collect(Collectors.toMap(Entry::id, e -> time(e.at()))));
    // Nobody counts a trail that only grows: a page knows whether there is one more.
    model.addAttribute("number", at);
    model.addAttribute("more", found.size() > PAGE && at < LAST_PAGE);
    model.addAttribute("filter", query);
    model.addAttribute("actions", Act.Action.values());
    model.addAttribute(
        "names",
        accounts.names(
            found.stream()
                .flatMap(
                    e -> Stream.of(e.actor(), e.onBehalfOf() == null ? e.actor() : e.onBehalfOf()))
                .distinct()
                .toList()));
    return "admin-trail";
  }

  @PostMapping("/verification")
  String verify(@RequestParam String chain, Model model, HttpServletResponse response) {
    Query query = new Query(chain, null, null, null, null);
    try {
      if (chain.isBlank()) throw Problem.field("chain", "required");
      model.addAttribute("intact", search.verify(chain.strip()));
      model.addAttribute("verified", chain.strip());
    } catch (Problem problem) {
      refused(problem, model, response);
    }
    return list(query, 0, model, response);
  }

  /** A CSV of what is filtered, written row by row. */
  @PostMapping("/export")
  String export(Query query, Model model, HttpServletResponse response) throws IOException {
    Filter filter;
    try {
      filter = query.filter();
      search.startExport(filter);
    } catch (Problem problem) {
      refused(problem, model, response);
      return list(query, 0, model, response);
    }
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"trail.csv\"");
    Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    // Excel recognizes UTF-8 by its mark.
    out.write('\uFEFF');
    CSVPrinter csv = new CSVPrinter(out, CSVFormat.EXCEL);
    csv.printRecord(
        "chain",
        "seq",
        "at",
        "actor",
        "onBehalfOf",
        "level",
        "office",
        "action",
        "decision",
        "opinion");
    search.export(filter, entry -> print(csv, entry));
    csv.flush();
    return null;
  }

  private void print(CSVPrinter csv, Entry e) {
    try {
      csv.printRecord(
          Stream.of(
                  e.chain(),
                  e.seq(),
                  time(e.at()),
                  e.actor(),
                  e.onBehalfOf(),
                  e.level(),
                  e.office(),
                  texts.text("action." + e.action()),
                  e.decision(),
                  actWords.of(e.action(), e.opinion()))
              .map(TrailPages::harmless));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** A spreadsheet would run what begins like a formula. */
  private static Object harmless(Object cell) {
    return cell instanceof String text && text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : cell;
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(clock.getZone()));
  }
}
