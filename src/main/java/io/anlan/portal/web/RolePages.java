package io.anlan.portal.web;

import io.anlan.account.AccountDesk;
import io.anlan.account.AccountView;
import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.account.Grant;
import io.anlan.account.GroupNames;
import io.anlan.account.Role;
import io.anlan.account.RoleDesk;
import io.anlan.division.Offices;
import io.anlan.inbox.Inbox;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The security administrator's page: who is what, and where. */
@Controller
@RequestMapping("/admin/roles")
@PreAuthorize("hasRole('SECURITY_ADMIN')")
class RolePages extends FormPage {

  /** A role that somebody holds, and the tasks that would go back with it. */
  record Held(Grant grant, String words, long tasks) {}

  private final RoleDesk roles;
  private final AccountDesk accounts;
  private final GroupNames groups;
  private final Inbox inbox;
  private final CurrentActor current;

  RolePages(
      RoleDesk roles,
      AccountDesk accounts,
      GroupNames groups,
      Inbox inbox,
      CurrentActor current,
      Texts texts) {
    super(texts);
    this.roles = roles;
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
    return "admin-roles";
  }

  @GetMapping("/{username}")
  String show(@PathVariable String username, Model model) {
    AccountView account = accounts.get(username);
    Map<Grant, String> words = groups.inWords(account.grants());
    Map<String, Long> tasks = inbox.countHeld(username);
    model.addAttribute("account", account);
    model.addAttribute(
        "grants",
        words.entrySet().stream()
            .map(
                e ->
                    new Held(
                        e.getKey(),
                        e.getValue(),
                        e.getKey().group().map(g -> tasks.getOrDefault(g, 0L)).orElse(0L)))
            .toList());
    model.addAttribute("oneself", current.get().username().equals(username));
    model.addAttribute("roles", Role.values());
    model.addAttribute("kinds", kinds());
    return "admin-role";
  }

  /** Departments and bodies by code. */
  private Map<String, String> kinds() {
    var kinds =
        Offices.DEPARTMENTS.stream()
            .collect(
                Collectors.toMap(
                    k -> k, k -> texts.text("department." + k), (a, b) -> a, LinkedHashMap::new));
    RoleDesk.BODIES.forEach(b -> kinds.put(b, texts.text("body." + b)));
    return kinds;
  }

  @PostMapping("/{username}/grants")
  String grant(
      @PathVariable String username,
      @RequestParam(required = false) String role,
      @RequestParam String office,
      @RequestParam String kind,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    return change(
        username,
        () -> grant(role, office, kind),
        roles::grant,
        "admin.did.granted",
        model,
        next,
        response);
  }

  @PostMapping("/{username}/removal")
  String take(
      @PathVariable String username,
      @RequestParam String role,
      @RequestParam String office,
      @RequestParam String kind,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    return change(
        username,
        () -> grant(role, office, kind),
        roles::take,
        "admin.did.taken",
        model,
        next,
        response);
  }

  private interface Change {
    void by(Actor actor, String username, Grant grant);
  }

  private String change(
      String username,
      Supplier<Grant> named,
      Change change,
      String did,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    try {
      Grant grant = named.get();
      change.by(current.get(), username, grant);
      did(next, did, groups.inWords(List.of(grant)).get(grant));
      return to(username);
    } catch (Problem problem) {
      refused(problem, model, response);
      return show(username, model);
    }
  }

  private static Grant grant(String role, String office, String kind) {
    if (role == null || role.isBlank()) throw Problem.field("role", "required");
    try {
      return new Grant(Role.valueOf(role), orNull(office), orNull(kind));
    } catch (IllegalArgumentException unknown) {
      throw Problem.field("role", "unknown-value");
    }
  }

  private static String orNull(String text) {
    return text.isBlank() ? null : text.strip();
  }

  private static String to(String username) {
    return "redirect:/admin/roles/" + username;
  }
}
