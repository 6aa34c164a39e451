package io.anlan.notification;

import io.anlan.account.AccountQuery;
import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.calendar.WorkingDays;
import io.anlan.inbox.Agenda;
import io.anlan.inbox.Agendas;
import io.anlan.notice.Notice;
import io.anlan.notice.Notices;
import io.anlan.notification.Preferences.Wish;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One message each working morning, to whoever wants it: what is due, overdue, returned and new.
 * Once for each person and day, however many nodes there are and however often they restart.
 */
@Component
public class Digests {

  private static final LocalTime MORNING = LocalTime.of(8, 30);

  /** People whose digests are one transaction. */
  private static final int CHUNK = 200;

  /** How many notices are named. */
  private static final int NAMED = 10;

  private final JdbcClient jdbc;
  private final Preferences preferences;
  private final Accounts accounts;
  private final Agendas agendas;
  private final Notices notices;
  private final Outbox outbox;
  private final Wording wording;
  private final WorkingDays workingDays;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Digests(
      JdbcClient jdbc,
      Preferences preferences,
      Accounts accounts,
      Agendas agendas,
      Notices notices,
      Outbox outbox,
      Wording wording,
      WorkingDays workingDays,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.preferences = preferences;
    this.accounts = accounts;
    this.agendas = agendas;
    this.notices = notices;
    this.outbox = outbox;
    this.wording = wording;
    this.workingDays = workingDays;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Writes what is to be written today; before 08:30 and on free days nothing. */
  public void write() {
    ZonedDateTime now = clock.instant().atZone(clock.getZone());
    LocalDate today = now.toLocalDate();
    if (preferences.channels().isEmpty()
        || now.toLocalTime().isBefore(MORNING)
        || !workingDays.isWorkingDay(today)) {
      return;
    }
    String after = "";
    for (List<String> chunk;
        !(chunk = preferences.withoutDigest(today, after, CHUNK)).isEmpty(); ) {
      List<String> people = chunk;
      transaction.executeWithoutResult(tx -> write(today, people));
      after = chunk.get(chunk.size() - 1);
    }
  }

  private void write(LocalDate today, List<String> people) {
    List<String> mine =
        jdbc.sql(
                """
                insert into notification_digest (username, day) select unnest(?::varchar[]), ?
                on conflict do nothing returning username""")
            .params(people.toArray(String[]::new), today)
            .query(String.class)
            .list();
    Map<String, Actor> actors = new LinkedHashMap<>();
    accounts
        .search(new AccountQuery(Set.copyOf(mine), null, null, null, Pageable.unpaged()))
        .forEach(actor -> actors.put(actor.username(), actor));
    List<Wish> wishes = preferences.of(actors.keySet());
    Instant since = lastMorning(today);
    Map<String, Agenda> waiting = agendas.of(actors.values(), since);
    Map<String, List<Notice>> told = notices.since(since, recipients(actors.values()), NAMED);
    for (Wish wish : wishes) {
      Actor actor = actors.get(wish.username());
      write(today, wish, waiting.get(wish.username()), told(actor, told));
    }
  }

  private Instant lastMorning(LocalDate today) {
    LocalDate day = today.minusDays(1);
    while (!workingDays.isWorkingDay(day)) day = day.minusDays(1);
    return day.atTime(MORNING).atZone(clock.getZone()).toInstant();
  }

  private static List<String> recipients(Collection<Actor> actors) {
    return actors.stream().flatMap(a -> Notices.recipients(a).stream()).distinct().toList();
  }

  private static List<Notice> told(Actor actor, Map<String, List<Notice>> told) {
    return Notices.recipients(actor).stream()
        .flatMap(recipient -> told.getOrDefault(recipient, List.of()).stream())
        .sorted((a, b) -> b.at().compareTo(a.at()))
        .limit(NAMED)
        .toList();
  }

  private void write(LocalDate day, Wish wish, Agenda agenda, List<Notice> told) {
    for (Channel channel : preferences.channels()) {
      if (!wish.reachedBy(channel)) continue;
      Set<Kind> kinds = EnumSet.noneOf(Kind.class);
      for (Kind kind : Kind.values()) {
        if (wish.timing(channel, kind) == Timing.DIGEST) kinds.add(kind);
      }
      Summary summary = summary(day, kinds, agenda, told);
      if (!summary.isEmpty()) {
        outbox.write(channel, wish.username(), Templates.DIGEST, wording.kept(summary));
      }
    }
  }

  /** Of each kind that this person wants in the digest. */
  private Summary summary(LocalDate day, Set<Kind> kinds, Agenda agenda, List<Notice> told) {
    boolean due = kinds.contains(Kind.DUE);
    boolean tasks = due || kinds.contains(Kind.TASK);
    return new Summary(
        day,
        clock.instant(),
        due ? agenda.overdue() : 0,
        due ? agenda.dueSoon() : 0,
        kinds.contains(Kind.RETURNED) ? agenda.returned() : 0,
        kinds.contains(Kind.TASK) ? agenda.fresh() : 0,
        tasks
            ? agenda.pressing().stream()
                .map(t -> new Summary.Task(t.taskKey(), t.community(), t.number(), t.dueAt()))
                .toList()
            : List.of(),
        told.stream()
            .filter(notice -> kinds.contains(Kind.of(notice.action())))
            .map(n -> new Event(n.number(), n.action(), n.actor(), n.words(), n.at()))
            .toList());
  }
}
