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
    Map<String, Object> file = head(task, application);
    file.put("selfTotal", Assessments.plain(assessments.total(application.number(), Stage.SELF)));
    file.put("officialTotal", Assessments.plain(assessments.officialTotal(application)));
    file.put("threshold", Assessments.plain(application.threshold()));
    file.put("assessmentUrl", "/applications/" + application.number() + "/assessment");
    return sheet(file, notes);
  }

  /**
   * The same for whoever goes there and must not know the points before.
   *
   * @param page where to go on
   */
  public Map<String, Object> place(TaskItem task, String notes, String page) {
    Application application = files.get(task.number());
    Map<String, Object> file = head(task, application);
    file.put("address", quote(orDash(application.profile().address())));
    file.put("page", page);
    return sheet(file, notes);
  }

  private Map<String, Object> head(TaskItem task, Application application) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("number", application.number());
    file.put("community", application.communityName());
    file.put("tier", texts.text("tier." + application.tier()));
    file.put("level", texts.text("level." + application.level()));
    file.put("contactName", quote(orDash(application.profile().contactName())));
    file.put("contactPhone", quote(orDash(application.profile().contactPhone())));
    return file;
  }

  private static Map<String, Object> sheet(Map<String, Object> file, String notes) {
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
