package io.anlan.portal.web;

import io.anlan.account.AccountDesk;
import io.anlan.account.AccountDesk.Handout;
import io.anlan.account.AccountTable;
import io.anlan.account.AccountView;
import io.anlan.account.CurrentActor;
import io.anlan.account.GroupNames;
import io.anlan.inbox.Inbox;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.data.domain.Page;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/** The system administrator's accounts: opened, shut and given new passwords, never roles. */
@Controller
@RequestMapping("/admin/accounts")
@PreAuthorize("hasRole('SYSTEM_ADMIN')")
class AccountPages extends FormPage {

  private final AccountDesk accounts;
  private final GroupNames groups;
  private final Inbox inbox;
  private final CurrentActor current;

  AccountPages(
      AccountDesk accounts, GroupNames groups, Inbox inbox, CurrentActor current, Texts texts) {
    super(texts);
    this.accounts = accounts;
    this.groups = groups;
    this.inbox = inbox;
    this.current = current;
  }

  @GetMapping
  String list(
      @RequestParam(required = false) String q,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    Page<AccountView> found = accounts.search(q, page(page, "username"));
    model.addAttribute("q", q);
    model.addAttribute("found", found.getContent());
    model.addAttribute("page", info(found));
    model.addAttribute(
        "words",
        groups.inWords(found.stream().flatMap(a -> a.grants().stream()).distinct().toList()));
    return "admin-accounts";
  }

  @PostMapping
  String open(
      @RequestParam String username,
      @RequestParam String name,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    try {
      return handOut(accounts.open(username, name), next);
    } catch (Problem problem) {
      refused(problem, model, response);
      return list(null, 0, model);
    }
  }

  /** Says what is wrong with a table, or offers to store it; stores nothing. */
  @PostMapping("/check")
  String check(@RequestParam MultipartFile file, Model model, HttpServletResponse response)
      throws IOException {
    try (var in = file.getInputStream()) {
      AccountTable table = new AccountTable(file.getOriginalFilename(), in);
      model.addAttribute("ready", accounts.check(table));
      model.addAttribute("table", table.csv());
    } catch (Problem problem) {
      refusedLines(problem, model, response);
    }
    return list(null, 0, model);
  }

  @PostMapping("/import")
  String importAll(@RequestParam String table, Model model, HttpServletResponse response) {
    try {
      byte[] csv = table.getBytes(StandardCharsets.UTF_8);
      List<Handout> handouts =
          accounts.openAll(new AccountTable("table.csv", new ByteArrayInputStream(csv)));
      model.addAttribute("handouts", handouts);
      model.addAttribute("download", download(handouts));
      return "admin-handouts";
    } catch (Problem problem) {
      refusedLines(problem, model, response);
      return list(null, 0, model);
    }
  }

  /** A link that holds the whole file, for the passwords are nowhere to be fetched again. */
  private static String download(List<Handout> handouts) {
    String csv =
        handouts.stream()
            .map(
                h ->
                    "%s,\"%s\",%s"
                        .formatted(h.username(), h.name().replace("\"", "\"\""), h.password()))
            .collect(Collectors.joining("\r\n", "\uFEFFusername,name,password\r\n", "\r\n"));
    return "data:text/csv;charset=utf-8," + UriUtils.encode(csv, StandardCharsets.UTF_8);
  }

  private void refusedLines(Problem problem, Model model, HttpServletResponse response) {
    response.setStatus(problem.status());
    List<Line> faults = lines(problem);
    model.addAttribute("faults", faults.stream().limit(100).toList());
    model.addAttribute("faultCount", faults.size());
  }

  @GetMapping("/{username}")
  String show(@PathVariable String username, Model model) {
    AccountView account = accounts.get(username);
    model.addAttribute("account", account);
    model.addAttribute("words", groups.inWords(account.grants()));
    model.addAttribute("held", inbox.countHeld(username).values().stream().mapToLong(n -> n).sum());
    model.addAttribute("oneself", current.get().username().equals(username));
    return "admin-account";
  }

  @PostMapping("/{username}/password")
  String reset(
      @PathVariable String username,
      @RequestParam boolean confirmed,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    try {
      if (!confirmed) throw Problem.field("confirmed", "required");
      return handOut(accounts.reset(current.get(), username), next);
    } catch (Problem problem) {
      return again(problem, username, model, response);
    }
  }

  @PostMapping("/{username}/state")
  String activate(
      @PathVariable String username,
      @RequestParam boolean active,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    try {
      accounts.activate(current.get(), username, active);
      did(next, active ? "admin.did.enabled" : "admin.did.disabled");
      return to(username);
    } catch (Problem problem) {
      return again(problem, username, model, response);
    }
  }

  @PostMapping("/{username}/unlocking")
  String unlock(
      @PathVariable String username, @RequestParam boolean confirmed, RedirectAttributes next) {
    if (confirmed) {
      accounts.unlock(username);
      did(next, "admin.did.unlocked");
    }
    return to(username);
  }

  private String again(
      Problem problem, String username, Model model, HttpServletResponse response) {
    refused(problem, model, response);
    return show(username, model);
  }

  private String handOut(Handout handout, RedirectAttributes next) {
    next.addFlashAttribute("handout", handout);
    return to(handout.username());
  }

  private static String to(String username) {
    return "redirect:/admin/accounts/" + username;
  }
}
