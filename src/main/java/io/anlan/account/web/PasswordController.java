package io.anlan.account.web;

import io.anlan.account.Accounts;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lets a person choose a new password; afterwards every session of theirs signs in again. */
@Controller
class PasswordController {

  private final Accounts accounts;
  private final SessionRegistry sessions;
  private final Texts texts;

  PasswordController(Accounts accounts, SessionRegistry sessions, Texts texts) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.texts = texts;
  }

  @GetMapping("/password")
  String form(Model model) {
    model.addAttribute("errors", Map.of());
    return "password";
  }

  @PostMapping("/password")
  String change(
      @RequestParam String current,
      @RequestParam String next,
      @RequestParam String repeated,
      Principal user,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    try {
      if (!next.equals(repeated)) throw Problem.field("repeated", "different-passwords");
      accounts.changePassword(user.getName(), current, next);
    } catch (Problem problem) {
      model.addAttribute(
          "errors",
          texts.faults(problem).stream()
              .collect(Collectors.toMap(Texts.FieldMessage::field, Texts.FieldMessage::message)));
      response.setStatus(problem.status());
      return "password";
    }
    sessions.getAllSessions(user.getName(), false).forEach(SessionInformation::expireNow);
    new SecurityContextLogoutHandler().logout(request, response, null);
    return "redirect:/login?changed";
  }
}
