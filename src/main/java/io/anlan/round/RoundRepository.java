package io.anlan.round;

import io.anlan.shared.Tier;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface RoundRepository extends JpaRepository<Round, Long> {

  List<Round> findTop200ByOrderByYearDescTierAsc();

  boolean existsByYearAndTier(int year, Tier tier);

  /** Its dates are compared with each other, so they change one after the other. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select r from Round r where r.id = ?1")
  Optional<Round> lock(long id);

  List<Round> findByState(Round.State state);
}
