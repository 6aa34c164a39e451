package io.anlan.division;

import org.springframework.data.repository.Repository;
import java.util.Optional;

interface DivisionRepository extends Repository<Division, String> {

  Optional<Division> findById(String code);
}
