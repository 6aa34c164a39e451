package io.anlan.round;

import io.anlan.shared.Tier;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface RoundRepository extends JpaRepository<Round, Long> {

  List<Round> findTop200ByOrderByYearDescTierAsc();

  boolean existsByYearAndTier(int year, Tier tier);

  List<Round> findByState(Round.State state);
}
