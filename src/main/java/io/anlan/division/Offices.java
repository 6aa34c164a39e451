package io.anlan.division;

import io.anlan.shared.Administered;
import io.anlan.shared.Level;
import io.anlan.shared.Like;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.shared.Telephone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The offices that review, and the departments that they ask. */
@Service
@Transactional(readOnly = true)
public class Offices {

  /** The kinds of department that an office can ask. */
  public static final List<String> DEPARTMENTS =
      List.of(
          "METEOROLOGY",
          "SEISMOLOGY",
          "FIRE",
          "HOUSING",
          "URBAN_MANAGEMENT",
          "POWER",
          "HEALTH",
          "WATER",
          "NATURAL_RESOURCES");

  private static final int LONGEST_NAME = 100;

  private final OfficeRepository repository;
  private final DivisionRepository divisions;
  private final ApplicationEventPublisher events;

  Offices(
      OfficeRepository repository, DivisionRepository divisions, ApplicationEventPublisher events) {
    this.repository = repository;
    this.divisions = divisions;
    this.events = events;
  }

  public Optional<OfficeView> find(String code) {
    return repository.findById(code).map(Office::view);
  }

  /**
   * @throws Problem 404 when no such office is known
   */
  public OfficeView get(String code) {
    return find(code).orElseThrow(Problem::notFound);
  }

  /** Names by code, in one query; an office that is not entered keeps its code. */
  public Map<String, String> names(Collection<String> codes) {
    Map<String, String> names = new HashMap<>();
    for (String code : codes) if (code != null) names.put(code, code);
    if (!names.isEmpty()) {
      repository.views(List.copyOf(names.keySet())).forEach(o -> names.put(o.code(), o.name()));
    }
    return names;
  }

  /** Names and telephones by code, in one query; an office that is not entered keeps its code. */
  public Map<String, OfficeContact> contacts(Collection<String> codes) {
    Map<String, OfficeContact> contacts = new HashMap<>();
    for (String code : codes) {
      if (code != null) contacts.put(code, new OfficeContact(code, code, null));
    }
    if (!contacts.isEmpty()) {
      repository.contacts(List.copyOf(contacts.keySet())).forEach(o -> contacts.put(o.code(), o));
    }
    return contacts;
  }

  /** Whether the office is entered and not closed. */
  public boolean works(String code) {
    return repository.findById(code).filter(Office::active).isPresent();
  }

  /** The kinds of department beside this office; one that it lacks is not asked (未设机构). */
  public List<String> departments(String officeCode) {
    return repository.findById(officeCode).map(Office::departments).orElse(List.of());
  }

  /**
   * Enters an office, or replaces the one of that code.
   *
   * @param serves divisions that it serves besides its own; empty as a rule
   * @param departments kinds such as {@code METEOROLOGY}
   */
  @Transactional
  public void establish(
      String code, String name, Level level, Set<String> serves, Collection<String> departments) {
    repository.save(new Office(code, name, level, serves, departments));
  }

  /** A page of all offices, closed ones too; part of a name or the beginning of a code. */
  public Page<OfficeAccount> search(String q, Pageable page) {
    String plain = q == null ? "" : Like.literally(q);
    return repository.search(plain + "%", "%" + plain + "%", page).map(Office::account);
  }

  /**
   * @throws Problem 404 when no such office is known
   */
  public OfficeAccount account(String code) {
    return repository.findById(code).map(Office::account).orElseThrow(Problem::notFound);
  }

  /**
   * Enters an office for a division that has none.
   *
   * @throws Problem 422 on {@code code}, {@code name} or {@code level}
   */
  @Transactional
  public void add(String code, String name, Level level) {
    List<Fault> faults = new ArrayList<>(nameFaults(name));
    if (code == null || divisions.findById(code).isEmpty()) {
      faults.add(new Fault("code", "no-division"));
    } else if (repository.findById(code).isPresent()) {
      faults.add(new Fault("code", "office-exists"));
    }
    if (level == null || level == Level.COMMUNITY) faults.add(new Fault("level", "required"));
    if (!faults.isEmpty()) throw Problem.fields(faults);
    repository.save(new Office(code, name.strip(), level, Set.of(), List.of()));
    note("OFFICE_ADDED", code + " " + level + " " + name.strip());
  }

  /**
   * @param telephone may be blank
   * @throws Problem 422 on {@code name}, {@code telephone} or {@code departments}
   */
  @Transactional
  public void change(String code, String name, String telephone, Collection<String> departments) {
    List<Fault> faults = new ArrayList<>(nameFaults(name));
    Telephone.fault("telephone", telephone).ifPresent(faults::add);
    if (!DEPARTMENTS.containsAll(departments))
      faults.add(new Fault("departments", "no-department"));
    if (!faults.isEmpty()) throw Problem.fields(faults);
    lock(code).change(name.strip(), Telephone.strip(telephone), departments);
    note("OFFICE_CHANGED", code + " " + name.strip() + " " + departments);
  }

  private static List<Fault> nameFaults(String name) {
    if (name == null || name.isBlank()) return List.of(new Fault("name", "required"));
    boolean fits = name.strip().length() <= LONGEST_NAME && name.strip().lines().count() == 1;
    return fits ? List.of() : List.of(new Fault("name", "office-name", LONGEST_NAME));
  }

  /**
   * A closed office gets no new files; those that have reached it stay.
   *
   * @throws Problem 409 when what it serves is served by another now
   */
  @Transactional
  public void activate(String code, boolean active) {
    Office office = lock(code);
    if (office.active() == active) return;
    if (active) office.served().forEach(division -> requireFree(office, division));
    office.activate(active);
    note(active ? "OFFICE_REOPENED" : "OFFICE_CLOSED", code);
  }

  /**
   * Lets an office serve one more division besides its own, or one less.
   *
   * @throws Problem 422 on {@code division}, also when another office of the level serves it
   */
  @Transactional
  public void serve(String code, String division, boolean serves) {
    Office office = lock(code);
    if (serves) {
      if (division == null || divisions.findById(division).isEmpty()) {
        throw Problem.field("division", "no-division");
      }
      requireFree(office, division);
    }
    if (office.serve(division, serves)) {
      note("OFFICE_CHANGED", code + (serves ? " + " : " - ") + division);
    }
  }

  private void requireFree(Office office, String division) {
    repository.serving(List.of(division)).stream()
        .filter(o -> o.level() == office.level() && !o.code().equals(office.code()))
        .findFirst()
        .ifPresent(
            o -> {
              throw Problem.field("division", "served-already", division, o.name());
            });
  }

  private Office lock(String code) {
    return repository.lock(code).orElseThrow(Problem::notFound);
  }

  private void note(String action, String subject) {
    events.publishEvent(new Administered(action, subject));
  }
}
