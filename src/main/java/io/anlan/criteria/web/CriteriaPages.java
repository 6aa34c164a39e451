package io.anlan.criteria.web;

import io.anlan.criteria.Criteria;
import io.anlan.criteria.Criteria.Summary;
import io.anlan.criteria.CriteriaVersion;
import io.anlan.criteria.Item;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.Texts.FieldMessage;
import io.anlan.shared.web.FormPage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

/** The page with the versions of the criteria, and the upload of the next one. */
@Controller
@RequestMapping("/admin/criteria")
@PreAuthorize("hasRole('SYSTEM_ADMIN')")
class CriteriaPages extends FormPage {

  /** A fault in one of the two tables; {@code number} is empty where it concerns the whole. */
  record Line(String table, String number, String message) {}

  private final Criteria criteria;

  CriteriaPages(Criteria criteria, Texts texts) {
    super(texts);
    this.criteria = criteria;
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("versions", criteria.all());
    return "admin-criteria";
  }

  /**
   * One version row by row, and how it differs from another.
   *
   * @param former the other version; without it, the one stored before
   */
  @GetMapping("/{id}")
  String version(
      @PathVariable String id, @RequestParam(required = false) String former, Model model) {
    CriteriaVersion version = criteria.version(id);
    List<Summary> all = criteria.all();
    int at = all.stream().map(Summary::id).toList().indexOf(id);
    String other = former == null && at > 0 ? all.get(at - 1).id() : former;
    model.addAttribute("version", version);
    model.addAttribute("others", all.stream().filter(v -> !v.id().equals(id)).toList());
    model.addAttribute("former", other == null ? null : criteria.version(other));
    if (other != null) model.addAttribute("changes", criteria.changes(other, id));
    Map<String, List<Item>> areas =
        version.items().stream()
            .collect(Collectors.groupingBy(Item::area, LinkedHashMap::new, Collectors.toList()));
    Map<String, BigDecimal> sums = new HashMap<>();
    areas.forEach((area, items) -> sums.put(area, sum(items)));
    model.addAttribute("areas", areas);
    model.addAttribute("sums", sums);
    model.addAttribute("points", sum(version.items()));
    model.addAttribute("examples", version.items().stream().filter(i -> !i.official()).count());
    return "admin-criteria-version";
  }

  private static BigDecimal sum(List<Item> items) {
    return items.stream().map(Item::maxPoints).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @PostMapping
  String upload(
      @RequestParam String id,
      @RequestParam String name,
      @RequestParam MultipartFile items,
      @RequestParam MultipartFile conditions,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response)
      throws IOException {
    try (var itemRows = items.getInputStream();
        var conditionRows = conditions.getInputStream()) {
      criteria.importVersion(
          id,
          name,
          items.getOriginalFilename(),
          itemRows,
          conditions.getOriginalFilename(),
          conditionRows);
      did(next, "admin.did.criteria", id);
      return "redirect:/admin/criteria";
    } catch (Problem problem) {
      refused(problem, model, response);
      List<Line> lines =
          texts.faults(problem).stream()
              .filter(f -> f.field().startsWith("items") || f.field().startsWith("conditions"))
              .map(CriteriaPages::line)
              .toList();
      model.addAttribute("lines", lines);
      return list(model);
    }
  }

  private static Line line(FieldMessage fault) {
    String[] at = fault.field().split("/");
    return new Line(at[0], at.length > 1 ? at[1] : "", fault.message());
  }
}
