package io.anlan.notification.web;

import io.anlan.notification.Previews;
import io.anlan.notification.Templates;
import io.anlan.notification.Templates.Template;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The texts of messages, with a preview before they are stored. */
@Controller
@RequestMapping("/admin/messages/templates")
@PreAuthorize("hasRole('SYSTEM_ADMIN')")
class TemplatePages extends FormPage {

  private final Templates templates;
  private final Previews previews;

  TemplatePages(Templates templates, Previews previews, Texts texts) {
    super(texts);
    this.templates = templates;
    this.previews = previews;
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("templates", templates);
    model.addAttribute("kinds", templates.kinds());
    model.addAttribute("languages", Templates.LANGUAGES);
    return "admin-templates";
  }

  @GetMapping("/{kind}/{language}")
  String show(@PathVariable String kind, @PathVariable String language, Model model) {
    Template template = templates.of(kind, language);
    model.addAttribute("template", template);
    model.addAttribute("kind", kind);
    model.addAttribute("language", language);
    model.addAttribute("placeholders", templates.placeholders(kind));
    if (!model.containsAttribute("preview") && !model.containsAttribute("errors")) {
      model.addAttribute("preview", previews.of(kind, language, template));
    }
    return "admin-template";
  }

  /**
   * @param act {@code save}, {@code reset}, or else a preview
   */
  @PostMapping("/{kind}/{language}")
  String write(
      @PathVariable String kind,
      @PathVariable String language,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(defaultValue = "") String subject,
      @RequestParam(defaultValue = "") String text,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    try {
      switch (act) {
        case "save" -> templates.write(kind, language, subject, text);
        case "reset" -> templates.reset(kind, language);
        default -> {
          Template typed = templates.checked(kind, language, subject, text);
          model.addAttribute("preview", previews.of(kind, language, typed));
          return show(kind, language, model);
        }
      }
      did(next, "admin.did.template");
      return "redirect:/admin/messages/templates/" + kind + "/" + language;
    } catch (Problem problem) {
      if (problem.status() == 404) throw problem;
      refused(problem, model, response);
      return show(kind, language, model);
    }
  }
}
