package io.anlan.division;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface DivisionRepository extends Repository<Division, String> {

  Optional<Division> findById(String code);

  List<Division> findByCodeIn(Collection<String> codes);
}
