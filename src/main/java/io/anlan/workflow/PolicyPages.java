package io.anlan.workflow;

import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page with the versions of the review policy: what changed, and the upload of the next. */
@Controller
@RequestMapping("/admin/policies")
@PreAuthorize("hasRole('SYSTEM_ADMIN')")
class PolicyPages extends FormPage {

  private static final Pattern QUOTED = Pattern.compile("\"(\\w+)\"");

  private final EnginePolicies policies;

  PolicyPages(EnginePolicies policies, Texts texts) {
    super(texts);
    this.policies = policies;
  }

  /** Without a choice, the current version beside the one before. */
  @GetMapping
  String list(
      @RequestParam(required = false) String version,
      @RequestParam(required = false) String former,
      Model model,
      HttpServletResponse response) {
    List<String> versions = policies.versions();
    model.addAttribute("versions", versions);
    String later = version == null ? versions.get(0) : version;
    String earlier = former;
    if (earlier == null) earlier = versions.size() > 1 ? versions.get(1) : versions.get(0);
    model.addAttribute("version", later);
    model.addAttribute("former", earlier);
    try {
      if (!versions.contains(later)) throw Problem.field("version", "unknown-version");
      if (!versions.contains(earlier)) throw Problem.field("former", "unknown-version");
      model.addAttribute(
          "changes", policies.changes(earlier, later).stream().map(this::inWords).toList());
    } catch (Problem problem) {
      refused(problem, model, response);
    }
    return "admin-policies";
  }

  /** What the row asks for, in the reader's language. */
  private PolicyChange inWords(PolicyChange change) {
    String row =
        QUOTED
            .matcher(change.row())
            .replaceAll(
                quoted -> {
                  String code = quoted.group(1);
                  return texts.textOr("tier." + code, texts.textOr("level." + code, code));
                });
    return new PolicyChange(row, change.column(), change.before(), change.after());
  }

  @PostMapping
  String upload(
      @RequestParam MultipartFile file,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response)
      throws IOException {
    try {
      did(next, "admin.did.policy", policies.upload(file));
      return "redirect:/admin/policies";
    } catch (Problem problem) {
      String view = list(null, null, model, response);
      refused(problem, model, response);
      return view;
    }
  }
}
