package io.anlan.round;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface RoundRepository extends JpaRepository<Round, Long> {

  List<Round> findTop200ByOrderByYearDescTierAsc();

  List<Round> findByState(Round.State state);
}
