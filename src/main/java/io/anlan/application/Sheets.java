package io.anlan.application;

import io.anlan.inbox.TaskItem;
import io.anlan.shared.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the head of every form shows about its file. */
@Component
public class Sheets {

  private final Files files;
  private final Assessments assessments;
  private final Texts texts;

  Sheets(Files files, Assessments assessments, Texts texts) {
    this.files = files;
    this.assessments = assessments;
    this.texts = texts;
  }

  /**
   * @param notes Markdown that this step must see
   */
  public Map<String, Object> file(TaskItem task, String notes) {
    Application application = files.get(task.number());
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("number", application.number());
    file.put("community", application.communityName());
    file.put("tier", texts.text("tier." + application.tier()));
    file.put("level", texts.text("level." + task.level()));
    file.put("selfTotal", Assessments.plain(assessments.total(application.number(), Stage.SELF)));
    file.put("officialTotal", Assessments.plain(assessments.officialTotal(application)));
    file.put("threshold", Assessments.plain(application.threshold()));
    file.put("contactName", quote(orDash(application.profile().contactName())));
    file.put("contactPhone", quote(orDash(application.profile().contactPhone())));
    file.put("assessmentUrl", "/applications/" + application.number() + "/assessment");
    Map<String, Object> sheet = new LinkedHashMap<>();
    sheet.put("file", file);
    sheet.put("notes", notes);
    return sheet;
  }

  /** A person's words inside Markdown: nothing in them is markup, no address becomes a link. */
  public static String quote(String words) {
    if (words == null) return "";
    return words.replaceAll("(\\p{Punct})", "\\\\$1").replaceAll("\\R", "  \n> ");
  }

  private static String orDash(String text) {
    return text == null || text.isBlank() ? "—" : text;
  }
}
