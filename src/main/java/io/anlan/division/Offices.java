package io.anlan.division;

import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The offices that review, and the departments that they ask. */
@Service
@Transactional(readOnly = true)
public class Offices {

  private final OfficeRepository repository;

  Offices(OfficeRepository repository) {
    this.repository = repository;
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
}
