package io.anlan.visit;

import static java.util.stream.Collectors.toMap;

import io.anlan.account.Grant;
import io.anlan.account.Role;
import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.division.Divisions;
import io.anlan.division.Offices;
import io.anlan.review.ReviewPolicy;
import io.anlan.shared.Level;
import io.anlan.shared.Texts;
import io.anlan.visit.Expert.State;
import io.anlan.visit.Expert.Tie;
import io.anlan.visit.Expert.TieKind;
import io.anlan.visit.RecusalRule.Dossier;
import io.anlan.visit.RecusalRule.Facts;
import io.anlan.visit.RecusalRule.Ground;
import io.anlan.visit.Verdict.Reason;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks of each expert whether he or she may verify a file, whatever the account. */
@Component
@Transactional(readOnly = true)
public class Recusal {

  private final JdbcClient jdbc;
  private final Files files;
  private final ReviewPolicy policy;
  private final Divisions divisions;
  private final Offices offices;
  private final Texts texts;
  private final Clock clock;

  Recusal(
      JdbcClient jdbc,
      Files files,
      ReviewPolicy policy,
      Divisions divisions,
      Offices offices,
      Texts texts,
      Clock clock) {
    this.jdbc = jdbc;
    this.files = files;
    this.policy = policy;
    this.divisions = divisions;
    this.offices = offices;
    this.texts = texts;
    this.clock = clock;
  }

  /** An account that may be sent, and whose it is. */
  private record Account(
      String username,
      String person,
      String name,
      State state,
      String territory,
      LocalDate qualifiedUntil) {}

  /** What is known of a person, whatever the account. */
  private record Person(
      List<Tie> ties,
      List<Grant> grants,
      Set<String> parts,
      List<LocalDate> advised,
      Set<String> recused) {

    Person() {
      this(
          new ArrayList<>(),
          new ArrayList<>(),
          new LinkedHashSet<>(),
          new ArrayList<>(),
          new LinkedHashSet<>());
    }
  }

  /**
   * A verdict for each of these user names, in their order; the number of queries does not grow
   * with them.
   *
   * @throws io.anlan.shared.Problem 404 when there is no such file
   */
  public Map<String, Verdict> of(String number, Collection<String> usernames) {
    Application file = files.get(number);
    String street = Territory.street(file.communityCode());
    Set<String> streetOffices = new LinkedHashSet<>(List.of(street));
    files.office(number, Level.STREET).ifPresent(streetOffices::add);
    Dossier dossier =
        new Dossier(file.communityCode(), streetOffices, LocalDate.now(clock), lookBack(file));
    Map<String, Account> accounts = accounts(usernames);
    Map<String, Person> persons = persons(file, usernames);
    Map<String, List<Ground>> grounds = new LinkedHashMap<>();
    for (String username : usernames) {
      grounds.put(username, RecusalRule.of(dossier, facts(accounts.get(username), persons)));
    }
    return inWords(accounts, grounds);
  }

  /** A draft has no policy yet. */
  private int lookBack(Application file) {
    return file.level() == Level.COMMUNITY ? 0 : policy.of(file).visit().lookBackYears();
  }

  private static Facts facts(Account account, Map<String, Person> persons) {
    Person person =
        account == null ? new Person() : persons.getOrDefault(account.person, new Person());
    return new Facts(
        account == null ? null : account.state,
        account == null ? null : account.territory,
        account == null ? null : account.qualifiedUntil,
        person.ties,
        person.grants,
        person.parts,
        person.advised,
        !person.recused.isEmpty());
  }

  private Map<String, Account> accounts(Collection<String> usernames) {
    return jdbc
        .sql(
            """
            select a.username, a.person_id, a.display_name, e.state, e.territory, e.qualified_until
            from account a
            left join expert e on e.username = a.username and a.active and exists (
              select 1 from account_role r where r.username = a.username and r.role = 'EXPERT')
            where a.username = any(?)""")
        .param(usernames.toArray(String[]::new))
        .query(
            (rs, n) -> {
              String state = rs.getString(4);
              return new Account(
                  rs.getString(1),
                  rs.getString(2),
                  rs.getString(3),
                  state == null ? null : State.valueOf(state),
                  rs.getString(5),
                  day(rs, 6));
            })
        .stream()
        .collect(toMap(Account::username, Function.identity()));
  }

  private Map<String, Person> persons(Application file, Collection<String> usernames) {
    Map<String, Person> persons = new HashMap<>();
    jdbc.sql(
            """
            with own as (
              select b.username, b.person_id from account b where b.person_id in (
                select a.person_id from account a where a.username = any(:usernames)))
            select own.person_id, 'TIE', t.kind, t.place, t.until
            from own join expert_tie t on t.username = own.username
            union all
            select own.person_id, 'GRANT', r.role, r.office, null
            from own join account_role r on r.username = own.username
            union all
            select distinct own.person_id, 'PART', h.part, null, null::date
            from own join application_hand h on h.person_id = own.person_id and h.number = :number
            union all
            select own.person_id, 'ADVISED', null, null, g.guided_on
            from own join guidance g on g.username = own.username and g.community_code = :community
            union all
            select own.person_id, 'RECUSED', m.username, null, null
            from own join visit_member m on m.username = own.username and m.state = 'RECUSED'
            join visit v on v.id = m.visit_id and v.number = :number""")
        .param("usernames", usernames.toArray(String[]::new))
        .param("number", file.number())
        .param("community", file.communityCode())
        .query(
            rs -> {
              Person person = persons.computeIfAbsent(rs.getString(1), id -> new Person());
              switch (rs.getString(2)) {
                case "TIE" ->
                    person.ties.add(
                        new Tie(TieKind.valueOf(rs.getString(3)), rs.getString(4), day(rs, 5)));
                case "GRANT" ->
                    person.grants.add(
                        new Grant(Role.valueOf(rs.getString(3)), rs.getString(4), null));
                case "PART" -> person.parts.add(rs.getString(3));
                case "ADVISED" -> person.advised.add(day(rs, 5));
                default -> person.recused.add(rs.getString(3));
              }
            });
    return persons;
  }

  private static LocalDate day(ResultSet rs, int column) throws SQLException {
    Date day = rs.getDate(column);
    return day == null ? null : day.toLocalDate();
  }

  private Map<String, Verdict> inWords(
      Map<String, Account> accounts, Map<String, List<Ground>> grounds) {
    Set<String> codes = new LinkedHashSet<>();
    grounds.values().stream()
        .flatMap(List::stream)
        .map(Ground::detail)
        .filter(Objects::nonNull)
        .forEach(codes::add);
    Map<String, String> places = offices.names(codes);
    places.putAll(divisions.names(codes));
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    grounds.forEach(
        (username, of) -> {
          Account account = accounts.get(username);
          verdicts.put(
              username,
              new Verdict(
                  username,
                  account == null ? username : account.person,
                  account == null ? username : account.name,
                  reasons(of, true, places),
                  reasons(of, false, places)));
        });
    return verdicts;
  }

  private List<Reason> reasons(List<Ground> grounds, boolean refusals, Map<String, String> places) {
    return grounds.stream()
        .filter(ground -> ground.code().refuses() == refusals)
        .map(ground -> new Reason(ground.code(), text(ground, places)))
        .toList();
  }

  private String text(Ground ground, Map<String, String> places) {
    String detail =
        switch (ground.code()) {
          case NOT_ACTIVE -> texts.text("expert.state." + ground.detail());
          case HAND -> texts.text("visit.part." + ground.detail());
          default -> places.get(ground.detail());
        };
    return texts.text("visit.recusal." + ground.code(), detail, ground.day());
  }
}
