package io.anlan.division;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface DivisionRepository extends Repository<Division, String> {

  Optional<Division> findById(String code);
}
