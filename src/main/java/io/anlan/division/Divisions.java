package io.anlan.division;

import io.anlan.shared.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks up divisions and their place in the country. */
@Service
@Transactional(readOnly = true)
public class Divisions {

  /** Digits of a code. */
  private static final int CODE = 12;

  private final DivisionRepository repository;

  Divisions(DivisionRepository repository) {
    this.repository = repository;
  }

  public Optional<DivisionView> find(String code) {
    return repository.findById(code).map(Division::view);
  }

  /**
   * @throws Problem 404 when the code is unknown
   */
  public DivisionView get(String code) {
    return find(code).orElseThrow(Problem::notFound);
  }

  /** Names by code, in one query; what is unknown is absent. */
  public Map<String, String> names(Collection<String> codes) {
    return repository.findByCodeIn(codes).stream()
        .collect(Collectors.toMap(Division::code, Division::name));
  }

  /** The streets and communities whose codes begin like this; none where there are more. */
  public List<DivisionView> local(String prefix, int most) {
    String from = prefix + "0".repeat(CODE - prefix.length());
    String to = prefix + "9".repeat(CODE - prefix.length());
    List<Division> found = repository.local(from, to, Limit.of(most + 1));
    return found.size() > most ? List.of() : found.stream().map(Division::view).toList();
  }

  /** Whether it is a community that can apply. */
  public boolean community(String code) {
    return repository.findById(code).filter(Division::community).isPresent();
  }

  /** From the nation down to the division itself, along who runs it; pseudo rows left out. */
  public List<DivisionView> path(String code) {
    var path = new ArrayList<>(way(code).stream().map(Division::view).toList());
    Collections.reverse(path);
    return path;
  }

  /** These divisions, and those that they run themselves. */
  public Set<String> governed(Collection<String> codes) {
    return codes.isEmpty() ? Set.of() : repository.governed(codes, Division.PSEUDO);
  }

  /** Whether {@code ancestor} is the division itself or runs it, directly or not. */
  public boolean within(String code, String ancestor) {
    return way(code).stream().anyMatch(division -> division.code().equals(ancestor));
  }

  List<Division> way(String code) {
    Map<String, Division> above =
        repository.upwards(code).stream()
            .collect(Collectors.toMap(Division::code, Function.identity()));
    return Way.up(code, at -> Optional.ofNullable(above.get(at)));
  }
}
