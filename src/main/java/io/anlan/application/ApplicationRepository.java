package io.anlan.application;

import io.anlan.shared.Tier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ApplicationRepository extends JpaRepository<Application, String> {

  @Query(
      """
      select a from Application a
      where exists (
          select 1 from Reader r where r.key.number = a.number and r.key.reader in :readers)
        and (a.status <> io.anlan.application.Status.DRAFT or a.communityCode in :communities)
        and (:q is null or a.communityName like :q escape '\\' or a.number like :q escape '\\')
        and (:status is null or a.status = :status)
        and (:level is null or a.level = :level)
        and (:division is null or exists (
            select 1 from Reader d where d.key.number = a.number and d.key.reader = :division))
      """)
  Page<Application> search(
      Set<String> communities,
      Set<String> readers,
      String q,
      Status status,
      io.anlan.shared.Level level,
      String division,
      Pageable page);

  Optional<Application> findFirstByCommunityCodeAndTierAndYearLessThanOrderByYearDesc(
      String communityCode, Tier tier, int year);

  @Query(
      """
      select a.number from Application a
      where a.roundId = :roundId and a.status = io.anlan.application.Status.DRAFT
      order by a.number""")
  List<String> drafts(long roundId, Pageable page);
}
