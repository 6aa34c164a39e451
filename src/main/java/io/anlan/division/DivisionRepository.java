package io.anlan.division;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DivisionRepository extends Repository<Division, String> {

  Optional<Division> findById(String code);

  /** The division and everything above it, in no order; a circle ends where it closes. */
  @Query(
      nativeQuery = true,
      value =
          """
          with recursive way as (
            select * from division where code = :code
            union
            select above.* from division above
            join way on above.code = coalesce(way.administered_by, way.parent_code))
          select * from way""")
  List<Division> upwards(String code);

  /** These divisions and those that they run themselves, with a pseudo row between them or not. */
  @Query(
      nativeQuery = true,
      value =
          """
          with own as (
            select code from division where code in (:codes)
            union
            select code from division where parent_code in (:codes) and name in (:pseudo))
          select code from division
          where code in (:codes) or administered_by in (:codes)
            or administered_by is null and parent_code in (select code from own)""")
  Set<String> governed(Collection<String> codes, Collection<String> pseudo);

  @Query(
      "select d from Division d where d.code between :from and :to and d.kind >= 4 order by d.code")
  List<Division> local(String from, String to, Limit most);

  List<Division> findByCodeIn(Collection<String> codes);
}
