package io.anlan.portal.web;

import io.anlan.calendar.WorkingDays;
import io.anlan.inbox.TaskItem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a page says of tasks beside what stands in them. */
@Component
class TaskLists {

  private final WorkingDays workingDays;
  private final Clock clock;

  TaskLists(WorkingDays workingDays, Clock clock) {
    this.workingDays = workingDays;
    this.clock = clock;
  }

  /** Working days until each task is due, by its id; negative when late. */
  Map<String, Integer> daysLeft(List<TaskItem> tasks) {
    LocalDate today = LocalDate.now(clock);
    Map<String, Integer> left = new LinkedHashMap<>();
    for (TaskItem t : tasks) {
      if (t.dueAt() == null) continue;
      LocalDate due = LocalDate.ofInstant(t.dueAt(), clock.getZone());
      left.put(t.id(), workingDays.between(today, due, t.territory()));
    }
    return left;
  }

  /** What a task is about, in one word. */
  static String about(TaskItem task) {
    return task.number() != null ? task.community() : task.batch();
  }
}
