package io.anlan.designation;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.application.Sheets;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the bodies and the naming office see about a batch. */
@Component
class BatchSheets {

  private final Designations designations;
  private final BatchFiles batchFiles;
  private final Files files;
  private final Texts texts;

  BatchSheets(Designations designations, BatchFiles batchFiles, Files files, Texts texts) {
    this.designations = designations;
    this.batchFiles = batchFiles;
    this.files = files;
    this.texts = texts;
  }

  Map<String, Object> batch(TaskItem task) {
    Designation batch = designations.get(task.batch());
    List<String> pending = batchFiles.pending(batch.id());
    StringBuilder notes = new StringBuilder();
    List<Map<String, String>> options = new ArrayList<>();
    for (String number : pending) {
      Application a = files.get(number);
      notes
          .append("- [")
          .append(Sheets.quote(a.communityName()))
          .append(" ")
          .append(number)
          .append("](/applications/")
          .append(number)
          .append("/assessment)\n");
      options.add(Map.of("value", number, "label", a.communityName() + " " + number));
    }
    notes.append("\n");
    for (var s : batchFiles.signatures(batch.id())) {
      notes.append(
          texts.text(
              "notes.signature",
              texts.text("body." + s.body()),
              texts.text("decision." + s.decision())));
      if (s.opinion() != null) notes.append("\n> ").append(Sheets.quote(s.opinion()));
      notes.append("\n\n");
    }
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("tier", texts.text("tier." + batch.tier()));
    head.put("year", String.valueOf(batch.year()));
    head.put("count", pending.size());
    Map<String, Object> sheet = new LinkedHashMap<>();
    sheet.put("batch", head);
    sheet.put("notes", notes.toString());
    sheet.put("fileOptions", options);
    return sheet;
  }
}
