package io.anlan.portal;

import io.anlan.account.Absence;
import io.anlan.account.Absences;
import io.anlan.account.Accounts;
import io.anlan.account.Contact;
import io.anlan.division.OfficeContact;
import io.anlan.division.Offices;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Texts;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who has each open task in hand, and whom to call about it. */
@Component
public class Holders {

  /**
   * @param name null while nobody has taken the task; where the holder is away, with the name of
   *     whoever acts and until when
   * @param owner who has delegated it; null as a rule
   * @param telephone of whoever acts, or else of the office; null where neither is entered
   */
  public record Holder(String name, String owner, String telephone) {}

  private final Accounts accounts;
  private final Absences absences;
  private final Offices offices;
  private final Texts texts;

  Holders(Accounts accounts, Absences absences, Offices offices, Texts texts) {
    this.accounts = accounts;
    this.absences = absences;
    this.offices = offices;
    this.texts = texts;
  }

  /** By the tasks' ids, in three queries however many there are. */
  public Map<String, Holder> of(Collection<TaskItem> tasks) {
    return of(tasks, offices.contacts(tasks.stream().map(TaskItem::office).distinct().toList()));
  }

  /** As {@link #of(Collection)}, where the tasks' offices have been read already. */
  Map<String, Holder> of(Collection<TaskItem> tasks, Map<String, OfficeContact> offices) {
    Set<String> people = new LinkedHashSet<>();
    for (TaskItem task : tasks) {
      if (task.assignee() != null) people.add(task.assignee());
      if (task.owner() != null) people.add(task.owner());
    }
    List<Absence> away = people.isEmpty() ? List.of() : absences.today(people);
    away.forEach(absence -> people.add(absence.deputy()));
    Map<String, Contact> contacts = accounts.contacts(people);
    Map<String, Holder> holders = new HashMap<>();
    for (TaskItem task : tasks) {
      Optional<Absence> absence =
          away.stream().filter(a -> a.covers(task.assignee(), task.candidateGroup())).findFirst();
      String acting = absence.map(Absence::deputy).orElse(task.assignee());
      String own = acting == null ? null : contacts.get(acting).telephone();
      holders.put(
          task.id(),
          new Holder(
              name(task.assignee(), absence, contacts),
              task.owner() == null ? null : contacts.get(task.owner()).name(),
              own != null ? own : offices.get(task.office()).telephone()));
    }
    return holders;
  }

  private String name(String holder, Optional<Absence> absence, Map<String, Contact> contacts) {
    if (holder == null) return null;
    String name = contacts.get(holder).name();
    return absence
        .map(a -> texts.text("portal.away", name, a.deputyName(), a.until().toString()))
        .orElse(name);
  }
}
