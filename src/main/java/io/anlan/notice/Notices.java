package io.anlan.notice;

import io.anlan.account.Absence;
import io.anlan.account.Absences;
import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.DeputyNamed;
import io.anlan.audit.Act;
import io.anlan.audit.Acted;
import io.anlan.shared.PageView;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells the people whom an act concerns, in the transaction of the act itself. */
@Component("notices")
public class Notices {

  /** More than this is not counted: "99+". */
  private static final int COUNTED = 100;

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final Absences absences;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Notices(
      JdbcClient jdbc,
      Accounts accounts,
      Absences absences,
      ApplicationEventPublisher events,
      Clock clock) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.absences = absences;
    this.events = events;
    this.clock = clock;
  }

  @EventListener
  void tell(Acted acted) {
    recipients(acted.act())
        .forEach(
            recipient ->
                tell(
                    recipient,
                    acted.act().chain(),
                    acted.act().action(),
                    acted.actor(),
                    acted.act().opinion()));
  }

  @EventListener
  void tell(DeputyNamed named) {
    tell(
        person(named.deputy()),
        "admin",
        Act.Action.ABSENCE_ENTERED,
        named.username(),
        named.from() + " – " + named.until());
  }

  private void tell(
      String recipient, String number, Act.Action action, String actor, String words) {
    Instant at = clock.instant();
    jdbc.sql(
            """
            insert into notice (recipient, at, number, action, actor, words)
            values (?, ?, ?, ?, ?, ?)""")
        .params(recipient, Timestamp.from(at), number, action.name(), actor, words)
        .update();
    events.publishEvent(new Told(recipient, at, number, action, actor, words));
  }

  /** What offices decide concerns the community; what is handed over, whoever gets it. */
  private Stream<String> recipients(Act act) {
    return switch (act.action()) {
      case RETURNED,
          REJECTED,
          CANCELLED,
          EXPIRED,
          ENDED_OUTSIDE,
          NAMED,
          ASKED,
          TEAM_FORMED,
          VISIT_CONCLUDED,
          RECTIFICATION_CHECKED,
          OVERDUE_DECIDED ->
          community(act.chain());
      case TRANSFERRED,
          DELEGATED,
          NUDGED,
          ANSWERED,
          CO_REVIEW_ASKED,
          CO_REVIEWED,
          COPIED,
          INVITED,
          INVITATION_REMINDED,
          INVITATION_UNANSWERED,
          VISIT_CANCELLED,
          LEADER_CHANGED ->
          act.decision() == null ? Stream.empty() : withDeputies(act.decision());
      case DUE_MOVED,
          REMINDED,
          FELL_DUE,
          ESCALATED,
          SUPERVISED,
          SUPERVISION_ANSWERED,
          OVERDUE,
          EXTENSION_ASKED,
          EXTENDED,
          EXTENSION_REFUSED ->
          holders(act);
      default -> Stream.empty();
    };
  }

  /** Whoever has the task, or everybody who may take it. */
  private Stream<String> holders(Act act) {
    String holder = act.decision();
    if (holder.startsWith("community:")) return Stream.of(holder);
    if (holder.indexOf(':') < 0) return withDeputies(holder);
    return accounts.members(holder).stream().map(Actor::username).map(Notices::person);
  }

  /** Whoever is away is told, and so is whoever acts meanwhile. */
  private Stream<String> withDeputies(String username) {
    Stream<String> deputies = absences.today(List.of(username)).stream().map(Absence::deputy);
    return Stream.concat(Stream.of(username), deputies).distinct().map(Notices::person);
  }

  private static String person(String username) {
    return "person:" + username;
  }

  /** The community's code stands in the number of its file: {@code 2026-370303005003-N}. */
  private static Stream<String> community(String number) {
    String[] parts = number.split("-");
    return parts.length == 3 ? Stream.of("community:" + parts[1]) : Stream.empty();
  }

  /** How many this person has not looked at; {@value #COUNTED} stands for more. */
  @Transactional(readOnly = true)
  public int unread(Actor actor) {
    return jdbc.sql(
            """
            select count(*) from (
              select 1 from notice where recipient in (:recipients)
              and id > coalesce((select notice from notice_seen where username = :me), 0)
              limit :most) fresh""")
        .param("recipients", recipients(actor))
        .param("me", actor.username())
        .param("most", COUNTED)
        .query(Integer.class)
        .single();
  }

  /** One page, the latest first. */
  @Transactional(readOnly = true)
  public PageView<Notice> page(Actor actor, int page, int size) {
    List<Notice> notices =
        jdbc.sql(
                """
                select at, number, action, actor, words,
                  id > coalesce((select notice from notice_seen where username = :me), 0)
                from notice where recipient in (:recipients)
                order by id desc limit :size offset :offset""")
            .param("recipients", recipients(actor))
            .param("me", actor.username())
            .param("size", size)
            .param("offset", (long) page * size)
            .query(
                (rs, n) ->
                    new Notice(
                        rs.getTimestamp(1).toInstant(),
                        rs.getString(2),
                        Act.Action.valueOf(rs.getString(3)),
                        rs.getString(4),
                        rs.getString(5),
                        rs.getBoolean(6)))
            .list();
    long total =
        jdbc.sql("select count(*) from notice where recipient in (:recipients)")
            .param("recipients", recipients(actor))
            .query(Long.class)
            .single();
    return PageView.of(notices, page, size, total);
  }

  /** What each of these recipients has been told since then, the latest first. */
  @Transactional(readOnly = true)
  public Map<String, List<Notice>> since(Instant since, Collection<String> recipients, int most) {
    Map<String, List<Notice>> notices = new HashMap<>();
    jdbc.sql(
            """
            select asked.recipient, n.* from unnest(?::varchar[]) asked (recipient)
            cross join lateral (
              select at, number, action, actor, words, true from notice
              where notice.recipient = asked.recipient and at > ?
              order by at desc, id desc limit ?) n""")
        .params(recipients.toArray(String[]::new), Timestamp.from(since), most)
        .query(
            (rs, n) ->
                notices
                    .computeIfAbsent(rs.getString(1), r -> new ArrayList<>())
                    .add(
                        new Notice(
                            rs.getTimestamp(2).toInstant(),
                            rs.getString(3),
                            Act.Action.valueOf(rs.getString(4)),
                            rs.getString(5),
                            rs.getString(6),
                            true)))
        .list();
    return notices;
  }

  /** Everything until now counts as looked at. */
  @Transactional
  public void seen(Actor actor) {
    jdbc.sql(
            """
            insert into notice_seen (username, notice)
            select :me, coalesce(max(id), 0) from notice where recipient in (:recipients)
            on conflict (username) do update set notice = excluded.notice""")
        .param("me", actor.username())
        .param("recipients", recipients(actor))
        .update();
  }

  /** In whose names this person is told. */
  public static Set<String> recipients(Actor actor) {
    Set<String> recipients = new LinkedHashSet<>();
    recipients.add(person(actor.username()));
    actor.communities().forEach(code -> recipients.add("community:" + code));
    return recipients;
  }
}
