package io.anlan.account.web;

import io.anlan.account.CurrentActor;
import io.anlan.shared.Demo;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page to sign in; the form itself is answered by Spring Security. */
@Controller
class LoginController {

  private final CurrentActor current;
  private final Demo demo;

  LoginController(CurrentActor current, Demo demo) {
    this.current = current;
    this.demo = demo;
  }

  @GetMapping("/login")
  String login(Model model) {
    if (current.find().isPresent()) return "redirect:/";
    model.addAttribute("demo", demo.on());
    return "login";
  }
}
