package io.anlan.division;

import io.anlan.shared.Level;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.BatchSize;

/** The body that reviews at one level; it carries the code of its division. */
@Entity
class Office {

  @Id private String code;

  @Column(nullable = false)
  private String name;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Level level;

  private boolean active;
  private String telephone;

  @ElementCollection
  @BatchSize(size = 100)
  @CollectionTable(name = "office_division", joinColumns = @JoinColumn(name = "office_code"))
  @Column(name = "division_code")
  private Set<String> serves = new HashSet<>();

  @ElementCollection
  @BatchSize(size = 100)
  @CollectionTable(name = "office_department", joinColumns = @JoinColumn(name = "office_code"))
  @Column(name = "kind")
  private Set<String> departments = new HashSet<>();

  protected Office() {}

  Office(
      String code,
      String name,
      Level level,
      Collection<String> serves,
      Collection<String> departments) {
    this.code = code;
    this.name = name;
    this.level = level;
    this.active = true;
    this.serves.addAll(serves);
    this.departments.addAll(departments);
  }

  String code() {
    return code;
  }

  Level level() {
    return level;
  }

  boolean serves(Division division) {
    return active && serves.contains(division.code());
  }

  void change(String name, String telephone, Collection<String> departments) {
    this.name = name;
    this.telephone = telephone;
    this.departments.clear();
    this.departments.addAll(departments);
  }

  void activate(boolean active) {
    this.active = active;
  }

  /** Whether anything has changed. */
  boolean serve(String division, boolean serves) {
    return serves ? this.serves.add(division) : this.serves.remove(division);
  }

  boolean active() {
    return active;
  }

  Set<String> served() {
    return Set.copyOf(serves);
  }

  String name() {
    return name;
  }

  List<String> departments() {
    return departments.stream().sorted().toList();
  }

  OfficeAccount account() {
    return new OfficeAccount(
        code, name, level, active, telephone, serves.stream().sorted().toList(), departments());
  }

  OfficeView view() {
    return new OfficeView(code, name, level);
  }
}
