package io.anlan.notification;

import io.anlan.shared.Problem;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whom to reach where, and when: a digest by mail unless somebody chooses otherwise. */
@Component
public class Preferences {

  private static final int LONGEST_ADDRESS = 254;

  /** What every mail server takes: no quotes, no comments, no literal hosts, no line ends. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");

  /** The default of each channel; the same for every kind. */
  private static final Map<Channel, Timing> DEFAULT =
      Map.of(Channel.MAIL, Timing.DIGEST, Channel.WEBHOOK, Timing.NEVER);

  /**
   * What one person wants.
   *
   * @param email null where none is entered: no mail then
   * @param language {@code zh} or {@code en}, of what is sent
   */
  public record Wish(
      String username, String email, String language, Map<Channel, Map<Kind, Timing>> timings) {

    public Timing timing(Channel channel, Kind kind) {
      return timings.get(channel).get(kind);
    }

    public Locale locale() {
      return language.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }

    boolean reachedBy(Channel channel) {
      return channel != Channel.MAIL || email != null;
    }
  }

  private final JdbcClient jdbc;
  private final List<Post> posts;

  Preferences(JdbcClient jdbc, List<Post> posts) {
    this.jdbc = jdbc;
    this.posts = posts;
  }

  /** The channels that this installation has. */
  public List<Channel> channels() {
    return posts.stream().filter(Post::open).map(Post::channel).sorted().toList();
  }

  /** Of somebody who has never chosen, the defaults. */
  @Transactional(readOnly = true)
  public Wish of(String username) {
    return of(List.of(username)).stream()
        .findFirst()
        .orElseGet(() -> new Wish(username, null, "zh", defaults()));
  }

  /** Of those among these people who have ever chosen. */
  @Transactional(readOnly = true)
  public List<Wish> of(Collection<String> usernames) {
    Map<String, Wish> wishes = new LinkedHashMap<>();
    jdbc.sql("select username, email, language from notification_person where username = any(?)")
        .param(usernames.toArray(String[]::new))
        .query(
            (rs, n) ->
                wishes.put(
                    rs.getString(1),
                    new Wish(rs.getString(1), rs.getString(2), rs.getString(3), defaults())))
        .list();
    if (wishes.isEmpty()) return List.of();
    jdbc.sql(
            "select username, channel, kind, timing from notification_choice where username = any(?)")
        .param(wishes.keySet().toArray(String[]::new))
        .query(
            (rs, n) ->
                wishes
                    .get(rs.getString(1))
                    .timings()
                    .get(Channel.valueOf(rs.getString(2)))
                    .put(Kind.valueOf(rs.getString(3)), Timing.valueOf(rs.getString(4))))
        .list();
    return List.copyOf(wishes.values());
  }

  private static Map<Channel, Map<Kind, Timing>> defaults() {
    Map<Channel, Map<Kind, Timing>> timings = new EnumMap<>(Channel.class);
    DEFAULT.forEach(
        (channel, timing) -> {
          Map<Kind, Timing> kinds = new EnumMap<>(Kind.class);
          for (Kind kind : Kind.values()) kinds.put(kind, timing);
          timings.put(channel, kinds);
        });
    return timings;
  }

  /**
   * @param timings what is absent stays as it is
   * @throws Problem 422 on {@code email}
   */
  @Transactional
  public void choose(
      String username, String email, boolean english, Map<Channel, Map<Kind, Timing>> timings) {
    String address = Optional.ofNullable(email).map(String::strip).orElse("");
    if (!address.isEmpty()
        && (address.length() > LONGEST_ADDRESS || !ADDRESS.matcher(address).matches())) {
      throw Problem.field("email", "not-an-address");
    }
    jdbc.sql(
            """
            insert into notification_person (username, email, language) values (?, nullif(?, ''), ?)
            on conflict (username)
            do update set email = excluded.email, language = excluded.language""")
        .params(username, address, english ? "en" : "zh")
        .update();
    timings.forEach(
        (channel, kinds) ->
            kinds.forEach((kind, timing) -> choose(username, channel, kind, timing)));
  }

  private void choose(String username, Channel channel, Kind kind, Timing timing) {
    jdbc.sql(
            """
            insert into notification_choice (username, channel, kind, timing) values (?, ?, ?, ?)
            on conflict (username, kind, channel) do update set timing = excluded.timing""")
        .params(username, channel.name(), kind.name(), timing.name())
        .update();
  }

  /** Some people who have chosen at some time and have no digest of this day yet. */
  List<String> withoutDigest(LocalDate day, String after, int most) {
    return jdbc.sql(
            """
            select username from notification_person p
            where username > ? and not exists (
              select from notification_digest d where d.username = p.username and d.day = ?)
            order by username limit ?""")
        .params(after, day, most)
        .query(String.class)
        .list();
  }
}
