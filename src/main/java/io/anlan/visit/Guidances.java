package io.anlan.visit;

import io.anlan.account.Actor;
import io.anlan.account.Grant;
import io.anlan.account.Role;
import io.anlan.division.Route;
import io.anlan.division.Routes;
import io.anlan.division.Stop;
import io.anlan.shared.Administered;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Guidance on the spot (指导): who has advised a community may not verify it. */
@Service
@Transactional
public class Guidances {

  private static final int LONGEST_NOTES = 2000;

  /**
   * One day on which an expert has advised a community.
   *
   * @param notes null for none
   */
  public record Guidance(
      String communityCode,
      String communityName,
      String office,
      String username,
      LocalDate on,
      String notes,
      String recordedBy) {}

  private final Experts experts;
  private final Routes routes;
  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Guidances(
      Experts experts,
      Routes routes,
      JdbcClient jdbc,
      ApplicationEventPublisher events,
      Clock clock) {
    this.experts = experts;
    this.routes = routes;
    this.jdbc = jdbc;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Notes that an expert has advised a community.
   *
   * @return whether the expert verifies or has verified this community: a reason to look again
   * @throws Problem 404 when there is no such expert for this person, 422 on {@code communityCode},
   *     {@code on} or {@code notes}
   */
  public boolean record(
      Actor actor, String username, String communityCode, String on, String notes) {
    Expert expert = experts.visible(actor, username);
    List<Fault> faults = new ArrayList<>();
    LocalDate day = ExpertCheck.day(on, "on", faults);
    if (on == null || on.isBlank()) faults.add(new Fault("on", "required"));
    else if (day != null && day.isAfter(LocalDate.now(clock))) {
      faults.add(new Fault("on", "guidance-to-come"));
    }
    String words = notes == null || notes.isBlank() ? null : notes.strip();
    if (words != null && words.length() > LONGEST_NOTES) {
      faults.add(new Fault("notes", "too-long", LONGEST_NOTES));
    }
    if (communityCode == null || communityCode.isBlank()) {
      faults.add(new Fault("communityCode", "required"));
    }
    if (!faults.isEmpty()) throw Problem.fields(faults);
    Route route = routes.route(communityCode.strip());
    store(route, office(actor, route), expert, day, words, actor.username());
    return verifies(expert, route.communityCode());
  }

  /** The office of this person that the community's applications pass. */
  private static String office(Actor actor, Route route) {
    Set<String> passed = route.stops().stream().map(Stop::office).collect(Collectors.toSet());
    return actor.grants().stream()
        .filter(g -> g.role() == Role.REVIEWER)
        .map(Grant::office)
        .filter(passed::contains)
        .findFirst()
        .orElseThrow(
            () -> Problem.field("communityCode", "guidance-elsewhere", route.communityName()));
  }

  private void store(
      Route route, String office, Expert expert, LocalDate day, String notes, String by) {
    int stored =
        jdbc.sql(
                """
                insert into guidance (community_code, community_name, office, username, guided_on,
                  notes, recorded_by, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
            .params(
                route.communityCode(),
                route.communityName(),
                office,
                expert.username(),
                day,
                notes,
                by,
                Timestamp.from(clock.instant()))
            .update();
    if (stored == 0) throw Problem.field("on", "guidance-noted");
    events.publishEvent(
        new Administered(
            "GUIDANCE_RECORDED",
            String.join(" ", expert.username(), route.communityCode(), day.toString())));
  }

  private boolean verifies(Expert expert, String community) {
    return jdbc.sql(
            """
            select exists (
              select 1 from account own
              join account a on a.person_id = own.person_id
              join visit_member m on m.username = a.username
                and m.state in ('INVITED', 'ACCEPTED', 'VISITED')
              join visit v on v.id = m.visit_id and (v.closed_at is null or v.state = 'PASSED')
              join application f on f.number = v.number and f.community_code = ?
              where own.username = ?)""")
        .params(community, expert.username())
        .query(Boolean.class)
        .single();
  }

  /** What this person's offices have noted, the latest first. */
  @Transactional(readOnly = true)
  public Page<Guidance> page(Actor actor, PageRequest page) {
    return page("office = any(:of)", Experts.offices(actor).toArray(String[]::new), page);
  }

  /** Whom this expert has advised, the latest first. */
  @Transactional(readOnly = true)
  public Page<Guidance> of(String username, PageRequest page) {
    return page("username = :of", username, page);
  }

  private Page<Guidance> page(String where, Object of, PageRequest page) {
    Map<String, Object> params =
        Map.of("of", of, "size", page.getPageSize(), "offset", page.getOffset());
    long total =
        jdbc.sql("select count(*) from guidance where " + where)
            .params(params)
            .query(Long.class)
            .single();
    List<Guidance> rows =
        jdbc.sql(
                "select * from guidance where "
                    + where
                    + " order by guided_on desc, id desc limit :size offset :offset")
            .params(params)
            .query(
                (rs, n) ->
                    new Guidance(
                        rs.getString("community_code"),
                        rs.getString("community_name"),
                        rs.getString("office"),
                        rs.getString("username"),
                        rs.getDate("guided_on").toLocalDate(),
                        rs.getString("notes"),
                        rs.getString("recorded_by")))
            .list();
    return new PageImpl<>(rows, page, total);
  }
}
