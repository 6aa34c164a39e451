package io.anlan.application;

import io.anlan.shared.Tier;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ApplicationRepository extends JpaRepository<Application, String> {

  Optional<Application> findFirstByCommunityCodeAndTierAndYearLessThanOrderByYearDesc(
      String communityCode, Tier tier, int year);

  @Query(
      """
      select a.number from Application a
      where a.roundId = :roundId and a.status = io.anlan.application.Status.DRAFT
      order by a.number""")
  List<String> drafts(long roundId, Pageable page);
}
