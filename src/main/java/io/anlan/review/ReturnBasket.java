package io.anlan.review;

import io.anlan.account.Actor;
import io.anlan.application.Application;
import io.anlan.application.Rights;
import io.anlan.application.Rights.Who;
import io.anlan.criteria.Criteria;
import io.anlan.shared.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the office that reviews a file means to return, noted while it reads; the return letter
 * writes itself from it (退回清单). Items as people write them: {@code 1.3.1}, {@code C3}.
 */
@Component
@Transactional
public class ReturnBasket {

  private static final int LONGEST = 500;

  private final JdbcClient jdbc;
  private final Rights rights;
  private final Criteria criteria;

  ReturnBasket(JdbcClient jdbc, Rights rights, Criteria criteria) {
    this.jdbc = jdbc;
    this.rights = rights;
    this.criteria = criteria;
  }

  /** Whether this person reviews the file now. */
  @Transactional(readOnly = true)
  public boolean mayFill(Actor actor, Application application) {
    return rights.reviewer(actor, application);
  }

  /** The reason of each noted item, in their order; the caller has checked who asks. */
  @Transactional(readOnly = true)
  public Map<String, String> of(String number) {
    Map<String, String> reasons = new LinkedHashMap<>();
    jdbc
        .sql("select item, reason from return_basket where number = ?")
        .param(number)
        .query((rs, n) -> Map.entry(rs.getString(1), rs.getString(2)))
        .list()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> reasons.put(e.getKey(), e.getValue()));
    return reasons;
  }

  /**
   * @throws Problem 404 and 403 as for every act on a file, 422 on {@code reason}
   */
  public void note(Actor actor, String number, String item, String reason) {
    Application application = rights.require(actor, number, Who.REVIEWER);
    if (criteria.version(application.criteriaVersion()).labels().noneMatch(item::equals)) {
      throw Problem.notFound();
    }
    if (reason == null || reason.isBlank()) throw Problem.field("reason", "required");
    if (reason.strip().length() > LONGEST) throw Problem.field("reason", "too-long", LONGEST);
    jdbc.sql(
            """
            insert into return_basket (number, item, reason, noted_by) values (?, ?, ?, ?)
            on conflict (number, item)
              do update set reason = excluded.reason, noted_by = excluded.noted_by""")
        .params(number, item, reason.strip(), actor.username())
        .update();
  }

  public void remove(Actor actor, String number, String item) {
    rights.require(actor, number, Who.REVIEWER);
    jdbc.sql("delete from return_basket where number = ? and item = ?")
        .params(number, item)
        .update();
  }

  /** The review is decided, with or without what was noted. */
  void empty(String number) {
    jdbc.sql("delete from return_basket where number = ?").param(number).update();
  }
}
