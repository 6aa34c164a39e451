package io.anlan.application;

import io.anlan.shared.CustomPlan;
import io.anlan.shared.Initials;
import io.anlan.shared.Level;
import io.anlan.shared.Like;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;

/**
 * Finds applications. Only what is asked for stands in the query, and PostgreSQL plans each call
 * for its values: the one plan that a prepared statement ends in knows neither that the nation
 * reads every file nor that a community reads three.
 */
@Component
class ApplicationList {

  /** Of one search by initials. */
  private static final int MOST_NAMES = 200;

  private final EntityManager entities;
  private final CustomPlan plan;

  ApplicationList(EntityManager entities, CustomPlan plan) {
    this.entities = entities;
    this.plan = plan;
  }

  /**
   * @param communities whose drafts are found too
   * @param readers as whom one reads; see {@link Files#readers}
   * @param q words of the name or the number, or the initials of the name in pinyin, or null
   * @param status null for any
   * @param level null for any
   * @param division the office that reads the files too, or null
   */
  Page<Application> search(
      Set<String> communities,
      Set<String> readers,
      String q,
      Status status,
      Level level,
      String division,
      PageRequest page) {
    StringBuilder where = new StringBuilder();
    Map<String, Object> values = new LinkedHashMap<>();
    where.append(
        "exists (select 1 from Reader r where r.key.number = a.number and r.key.reader in"
            + " :readers)");
    values.put("readers", readers);
    values.put("draft", Status.DRAFT);
    if (communities.isEmpty()) {
      where.append(" and a.status <> :draft");
    } else {
      where.append(" and (a.status <> :draft or a.communityCode in :communities)");
      values.put("communities", communities);
    }
    if (q != null && !q.isBlank()) {
      where.append(" and (a.communityName like :q escape '\\' or a.number like :q escape '\\'");
      values.put("q", Like.containing(q));
      List<String> names = named(q);
      if (!names.isEmpty()) {
        where.append(" or a.communityName in :names");
        values.put("names", names);
      }
      where.append(")");
    }
    if (status != null) {
      where.append(" and a.status = :status");
      values.put("status", status);
    }
    if (level != null) {
      where.append(" and a.level = :level");
      values.put("level", level);
    }
    if (division != null && !division.isBlank()) {
      where.append(
          " and exists (select 1 from Reader d where d.key.number = a.number and d.key.reader ="
              + " :division)");
      values.put("division", "office:" + division);
    }
    plan.ask();
    String order =
        page.getSort().stream()
            .map(by -> "a." + by.getProperty() + " " + by.getDirection() + ", ")
            .collect(Collectors.joining("", " order by ", "a.number"));
    var found =
        query("select a from Application a", where, order, values, Application.class)
            .setFirstResult((int) page.getOffset())
            .setMaxResults(page.getPageSize())
            .getResultList();
    boolean counted = page.getPageNumber() == 0 && found.size() < page.getPageSize();
    long total =
        counted
            ? found.size()
            : query("select count(a) from Application a", where, "", values, Long.class)
                .getSingleResult();
    return new PageImpl<>(found, page, total);
  }

  /** What those communities are called whose pinyin begins with these letters. */
  @SuppressWarnings("unchecked")
  private List<String> named(String q) {
    if (!Initials.searchable(q)) return List.of();
    return entities
        .createNativeQuery("select name from name_initials where initials like ?1", String.class)
        .setParameter(1, Initials.startingWith(q))
        .setMaxResults(MOST_NAMES)
        .getResultList();
  }

  private <T> TypedQuery<T> query(
      String select, StringBuilder where, String order, Map<String, Object> values, Class<T> type) {
    TypedQuery<T> query = entities.createQuery(select + " where " + where + order, type);
    values.forEach(query::setParameter);
    return query;
  }
}
