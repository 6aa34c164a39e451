package io.anlan.division;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface OfficeRepository extends Repository<Office, String> {

  Optional<Office> findById(String code);

  @Query(
      "select new io.anlan.division.OfficeView(o.code, o.name, o.level) from Office o"
          + " where o.code in :codes")
  List<OfficeView> views(Collection<String> codes);

  @Query(
      "select new io.anlan.division.OfficeContact(o.code, o.name, o.telephone) from Office o"
          + " where o.code in :codes")
  List<OfficeContact> contacts(Collection<String> codes);

  Office save(Office office);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select o from Office o where o.code = :code")
  Optional<Office> lock(String code);

  @Query("select o from Office o where o.code like :prefix or o.name like :part order by o.code")
  Page<Office> search(String prefix, String part, Pageable page);

  @Query(
      "select distinct o from Office o join fetch o.serves where o.active and exists"
          + " (select 1 from Office s join s.serves d where s = o and d in :divisions)")
  List<Office> serving(Collection<String> divisions);
}
