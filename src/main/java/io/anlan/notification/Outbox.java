package io.anlan.notification;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.notice.Told;
import io.anlan.notification.Preferences.Wish;
import io.anlan.shared.Administered;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Messages that are to leave Anlan: written in the transaction of the act that they tell of, sent
 * by the engine's jobs when it is committed, each claimed before it is sent and never sent twice.
 */
@Component
public class Outbox {

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  /** How many messages one process sends. */
  private static final int BATCH = 500;

  /** Well within the time for which a job is locked; what is left goes into the next batch. */
  private static final Duration SHIFT = Duration.ofMinutes(2);

  /** Longer than any attempt takes: whoever sends still after that is dead. */
  private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(10);

  /** How long sent and discarded messages can be looked up. */
  private static final Duration KEPT = Duration.ofDays(180);

  /** Messages wait for the next try; the engine keeps the job and tries again later. */
  public static class NotAllSent extends RuntimeException {

    private NotAllSent(long left, String why) {
      super(left + " messages not sent: " + why);
    }
  }

  /** One message as an administrator sees it. */
  public record Row(
      long id,
      Channel channel,
      String username,
      String kind,
      Instant writtenAt,
      State state,
      int attempts,
      Instant endedAt,
      String failure) {}

  private record Claimed(
      long id, UUID uuid, Channel channel, String kind, String to, String facts) {}

  private final JdbcClient jdbc;
  private final Preferences preferences;
  private final Accounts accounts;
  private final Wording wording;
  private final Map<Channel, Post> posts = new EnumMap<>(Channel.class);
  private final SendingFlow flow;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final TransactionTemplate own;

  Outbox(
      JdbcClient jdbc,
      Preferences preferences,
      Accounts accounts,
      Wording wording,
      List<Post> posts,
      SendingFlow flow,
      ApplicationEventPublisher events,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.preferences = preferences;
    this.accounts = accounts;
    this.wording = wording;
    posts.forEach(post -> this.posts.put(post.channel(), post));
    this.flow = flow;
    this.events = events;
    this.clock = clock;
    this.own = new TransactionTemplate(transactions);
    this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @EventListener
  void hear(Told told) {
    List<Channel> channels = preferences.channels();
    if (channels.isEmpty()) return;
    Kind kind = Kind.of(told.action());
    String facts = null;
    for (Wish wish : preferences.of(usernames(told.recipient()))) {
      if (wish.username().equals(told.actor())) continue;
      for (Channel channel : channels) {
        if (wish.timing(channel, kind) != Timing.NOW || !wish.reachedBy(channel)) continue;
        if (facts == null) {
          facts =
              wording.kept(
                  new Event(told.number(), told.action(), told.actor(), told.words(), told.at()));
        }
        write(channel, wish.username(), kind.name(), facts);
      }
    }
  }

  private List<String> usernames(String recipient) {
    return recipient.startsWith("person:")
        ? List.of(recipient.substring("person:".length()))
        : accounts.members(recipient).stream().map(Actor::username).toList();
  }

  void write(Channel channel, String username, String kind, String facts) {
    jdbc.sql(
            """
            insert into notification_message (channel, username, kind, facts, written_at)
            values (?, ?, ?, ?::jsonb, ?)""")
        .params(channel.name(), username, kind, facts, Timestamp.from(clock.instant()))
        .update();
  }

  /**
   * Puts what waits into a batch and starts its process, one batch at a time for each channel: a
   * server that is slow or down keeps one job busy, not all of them.
   */
  public void collect() {
    preferences.channels().forEach(channel -> own.executeWithoutResult(tx -> collect(channel)));
  }

  private void collect(Channel channel) {
    boolean alone =
        jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")
            .param("notification " + channel)
            .query(Boolean.class)
            .single();
    if (!alone) return;
    giveUpSilent(channel);
    if (running(channel)) return;
    long batch = jdbc.sql("select nextval('notification_batch')").query(Long.class).single();
    int collected =
        jdbc.sql(
                """
                update notification_message set batch = :batch
                where id in (
                  select id from notification_message
                  where channel = :channel and batch is null and state = 'PENDING'
                  order by id limit :most)""")
            .param("batch", batch)
            .param("channel", channel.name())
            .param("most", BATCH)
            .update();
    if (collected > 0) flow.start(batch);
  }

  /** Whoever was sending them died in between; nobody knows whether they arrived. */
  private void giveUpSilent(Channel channel) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            update notification_message
            set state = 'UNKNOWN', ended_at = ?, failure = 'Anlan ended while sending'
            where channel = ? and state = 'SENDING' and claimed_at < ?""")
        .params(Timestamp.from(now), channel.name(), Timestamp.from(now.minus(LONGEST_ATTEMPT)))
        .update();
  }

  /** Messages whose process is gone wait for another one. */
  private boolean running(Channel channel) {
    boolean running = false;
    for (long batch :
        jdbc.sql(
                """
                select distinct batch from notification_message
                where channel = ? and batch is not null and state in ('PENDING', 'SENDING')""")
            .param(channel.name())
            .query(Long.class)
            .list()) {
      if (flow.alive(batch)) running = true;
      else release(batch, 0);
    }
    return running;
  }

  private void release(long batch, long after) {
    jdbc.sql(
            "update notification_message set batch = null"
                + " where batch = ? and id > ? and state = 'PENDING'")
        .params(batch, after)
        .update();
  }

  /**
   * Sends what is left of a batch. Each step is a transaction of its own, whatever becomes of the
   * caller's.
   *
   * @param last whether nobody will call again: what cannot be sent now is given up
   * @throws NotAllSent when some are left, or were given up
   */
  public void send(long batch, boolean last) {
    Instant until = clock.instant().plus(SHIFT);
    String failure = null;
    long at = 0;
    for (Claimed next; (next = claim(batch, at)) != null; ) {
      at = next.id;
      Outcome outcome = attempt(next);
      record(next.id, outcome);
      if (outcome.state() == State.PENDING) failure = outcome.failure();
      if (!outcome.reachable()) break;
      if (clock.instant().isAfter(until)) {
        long done = at;
        own.executeWithoutResult(tx -> release(batch, done));
        break;
      }
    }
    if (failure != null) leave(batch, last, failure);
  }

  private Claimed claim(long batch, long after) {
    return own.execute(
        tx ->
            jdbc.sql(
                    """
                    update notification_message
                    set state = 'SENDING', attempts = attempts + 1, claimed_at = :now, failure = null
                    where id = (
                      select id from notification_message
                      where batch = :batch and id > :after and state = 'PENDING'
                      order by id limit 1 for update skip locked)
                    returning *""")
                .param("now", Timestamp.from(clock.instant()))
                .param("batch", batch)
                .param("after", after)
                .query(
                    (rs, n) ->
                        new Claimed(
                            rs.getLong("id"),
                            rs.getObject("uuid", UUID.class),
                            Channel.valueOf(rs.getString("channel")),
                            rs.getString("kind"),
                            rs.getString("username"),
                            rs.getString("facts")))
                .optional()
                .orElse(null));
  }

  private Outcome attempt(Claimed claimed) {
    Letter letter;
    try {
      letter = own.execute(tx -> letter(claimed));
    } catch (RuntimeException broken) {
      log.error("Message {} cannot be put into words", claimed.id, broken);
      return Outcome.notTaken("cannot be put into words");
    }
    if (letter == null) return Outcome.discarded("the account is disabled");
    Post post = posts.get(claimed.channel);
    return post.open() ? post.send(letter) : Outcome.unreachable("the channel is not configured");
  }

  /** Null where the person is no longer there to be told. */
  private Letter letter(Claimed claimed) {
    return accounts
        .find(claimed.to)
        .map(actor -> wording.letter(claimed.uuid, claimed.kind, claimed.to, claimed.facts))
        .orElse(null);
  }

  private void record(long id, Outcome outcome) {
    boolean ended = outcome.state() != State.PENDING;
    own.executeWithoutResult(
        tx ->
            jdbc.sql(
                    """
                    update notification_message set state = ?, failure = ?, ended_at = ?
                    where id = ? and state = 'SENDING'""")
                .params(
                    outcome.state().name(),
                    outcome.failure(),
                    ended ? Timestamp.from(clock.instant()) : null,
                    id)
                .update());
  }

  private void leave(long batch, boolean last, String failure) {
    long left =
        last
            ? own.execute(tx -> bury(batch, failure))
            : jdbc.sql(
                    "select count(*) from notification_message where batch = ? and state = 'PENDING'")
                .param(batch)
                .query(Long.class)
                .single();
    throw new NotAllSent(left, failure);
  }

  private long bury(long batch, String failure) {
    return jdbc.sql(
            """
            update notification_message
            set state = 'DEAD', ended_at = ?, failure = coalesce(failure, ?)
            where batch = ? and state = 'PENDING'""")
        .params(Timestamp.from(clock.instant()), failure, batch)
        .update();
  }

  /**
   * One page, the latest first.
   *
   * @param state null for all
   */
  @Transactional(readOnly = true)
  public PageView<Row> page(State state, int page, int size) {
    String wanted = state == null ? null : state.name();
    List<Row> rows =
        jdbc.sql(
                """
                select * from notification_message where (:state::varchar is null or state = :state)
                order by id desc limit :size offset :offset""")
            .param("state", wanted)
            .param("size", size)
            .param("offset", (long) page * size)
            .query(
                (rs, n) ->
                    new Row(
                        rs.getLong("id"),
                        Channel.valueOf(rs.getString("channel")),
                        rs.getString("username"),
                        rs.getString("kind"),
                        rs.getTimestamp("written_at").toInstant(),
                        State.valueOf(rs.getString("state")),
                        rs.getInt("attempts"),
                        instant(rs.getTimestamp("ended_at")),
                        rs.getString("failure")))
            .list();
    long total =
        jdbc.sql(
                "select count(*) from notification_message"
                    + " where (:state::varchar is null or state = :state)")
            .param("state", wanted)
            .query(Long.class)
            .single();
    return PageView.of(rows, page, size, total);
  }

  private static Instant instant(Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  /**
   * Sends once more what may have arrived, or was given up.
   *
   * @throws Problem 404; 409 when it is neither
   */
  @Transactional
  public void resend(long id) {
    decide(id, "MESSAGE_RESENT", "PENDING");
  }

  /**
   * @throws Problem as {@link #resend}
   */
  @Transactional
  public void discard(long id) {
    decide(id, "MESSAGE_DISCARDED", "DISCARDED");
  }

  private void decide(long id, String act, String state) {
    Decided decided =
        jdbc.sql("select * from notification_message where id = ? for update")
            .param(id)
            .query(
                (rs, n) ->
                    new Decided(
                        State.valueOf(rs.getString("state")),
                        rs.getObject("batch", Long.class),
                        "%s %s → %s"
                            .formatted(
                                rs.getString("channel"),
                                rs.getString("kind"),
                                rs.getString("username"))))
            .optional()
            .orElseThrow(Problem::notFound);
    if (decided.state != State.UNKNOWN && decided.state != State.DEAD) {
      throw Problem.conflict("message-decided");
    }
    jdbc.sql(
            """
            update notification_message set state = ?, batch = null, attempts = 0, ended_at = ?
            where id = ?""")
        .params(state, state.equals("PENDING") ? null : Timestamp.from(clock.instant()), id)
        .update();
    if (decided.batch != null && settled(decided.batch)) flow.settle(decided.batch);
    events.publishEvent(new Administered(act, "#" + id + " " + decided.subject));
  }

  private record Decided(State state, Long batch, String subject) {}

  private boolean settled(long batch) {
    return jdbc.sql(
            """
            select not exists (
              select from notification_message where batch = ? and state in ('DEAD', 'UNKNOWN'))""")
        .param(batch)
        .query(Boolean.class)
        .single();
  }

  /** What has arrived long ago tells nobody anything. */
  public void forget() {
    Timestamp before = Timestamp.from(clock.instant().minus(KEPT));
    own.executeWithoutResult(
        tx -> {
          jdbc.sql(
                  "delete from notification_message"
                      + " where state in ('SENT', 'DISCARDED') and ended_at < ?")
              .param(before)
              .update();
          jdbc.sql("delete from notification_digest where day < ?::date").param(before).update();
        });
  }
}
