package io.anlan.application;

import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.shared.Telephone;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The community as the application form describes it; every field may be empty in a draft. */
public record Profile(
    Boolean urban,
    String address,
    Integer households,
    Integer residents,
    Integer children,
    Integer elderly,
    Integer disabled,
    List<Hazard> mainHazards,
    String leader,
    String contactName,
    String contactPhone,
    String formerTitles,
    String highlights,
    Double areaKm2,
    Integer shelters,
    Integer shelterCapacity,
    Integer volunteers,
    Integer messengers,
    String postcode,
    String email) {

  static final Profile EMPTY =
      new Profile(
          null, null, null, null, null, null, null, List.of(), null, null, null, null, null, null,
          null, null, null, null, null, null);

  public Profile {
    mainHazards = mainHazards == null ? List.of() : mainHazards.stream().distinct().toList();
  }

  /** Refuses what cannot be true; what is merely missing is a gap, not an error. */
  void check() {
    List<Fault> faults = new ArrayList<>();
    count(faults, "households", households);
    count(faults, "residents", residents);
    count(faults, "children", children);
    count(faults, "elderly", elderly);
    count(faults, "disabled", disabled);
    count(faults, "shelters", shelters);
    count(faults, "shelterCapacity", shelterCapacity);
    count(faults, "volunteers", volunteers);
    count(faults, "messengers", messengers);
    length(faults, "address", address, 200);
    length(faults, "leader", leader, 50);
    length(faults, "contactName", contactName, 50);
    length(faults, "formerTitles", formerTitles, 1000);
    length(faults, "highlights", highlights, 5000);
    length(faults, "postcode", postcode, 10);
    length(faults, "email", email, 100);
    // Written so that "not a number" fails it.
    if (areaKm2 != null && !(areaKm2 >= 0 && areaKm2 <= 100_000)) {
      faults.add(new Fault("areaKm2", "number-range", 0, 100_000));
    }
    Telephone.fault("contactPhone", contactPhone).ifPresent(faults::add);
    if (mainHazards.stream().anyMatch(Objects::isNull))
      faults.add(new Fault("mainHazards", "required"));
    for (var part :
        List.of(
            new Part("children", children),
            new Part("elderly", elderly),
            new Part("disabled", disabled))) {
      if (residents != null && part.count != null && part.count > residents) {
        faults.add(new Fault(part.field, "more-than-residents"));
      }
    }
    if (!faults.isEmpty()) throw Problem.fields(faults);
  }

  private record Part(String field, Integer count) {}

  /** The fields that submission needs and that are empty. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (households == null || households == 0) missing.add("households");
    if (residents == null || residents == 0) missing.add("residents");
    if (mainHazards.isEmpty()) missing.add("mainHazards");
    if (blank(leader)) missing.add("leader");
    if (blank(contactName)) missing.add("contactName");
    if (blank(contactPhone)) missing.add("contactPhone");
    return missing;
  }

  private static void count(List<Fault> faults, String field, Integer value) {
    if (value != null && (value < 0 || value > 10_000_000)) {
      faults.add(new Fault(field, "number-range", 0, 10_000_000));
    }
  }

  private static void length(List<Fault> faults, String field, String value, int most) {
    if (value != null && value.length() > most) faults.add(new Fault(field, "too-long", most));
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }
}
