package io.anlan.division;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

  @Query(
      "select d from Division d where d.code between :from and :to and d.kind >= 4 order by d.code")
  List<Division> local(String from, String to, Limit most);

  List<Division> findByCodeIn(Collection<String> codes);
}
