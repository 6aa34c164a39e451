package io.anlan.visit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.account.Grant;
import io.anlan.account.Role;
import io.anlan.visit.Expert.State;
import io.anlan.visit.Expert.Tie;
import io.anlan.visit.Expert.TieKind;
import io.anlan.visit.RecusalRule.Dossier;
import io.anlan.visit.RecusalRule.Facts;
import io.anlan.visit.RecusalRule.Ground;
import io.anlan.visit.Verdict.Code;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of recusal whatever the facts: each property over many cases of a fixed seed. */
class RecusalRuleTest {

  private static final int CASES = 20_000;
  private static final long SEED = 20261126;
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

  /** Few places, so that they meet: two districts of one city, and a place far away. */
  private static final List<String> COMMUNITIES =
      List.of(
          "370303005003",
          "370303005008",
          "370303001002",
          "370305001005",
          "370305002001",
          "110101001001");

  private static final List<String> PARTS =
      List.of("APPLICANT", "REVIEWER", "LEADER", "DEPARTMENT", "BODY", "EXPERT");

  private final Random random = new Random(SEED);

  private void always(BiConsumer<Dossier, Facts> property) {
    for (int n = 0; n < CASES; n++) property.accept(dossier(), facts());
  }

  private Dossier dossier() {
    String community = any(COMMUNITIES);
    return new Dossier(community, Set.of(street(community)), TODAY, random.nextInt(11));
  }

  private Facts facts() {
    boolean inPool = random.nextInt(8) > 0;
    return new Facts(
        inPool ? any(List.of(State.values())) : null,
        inPool ? place() : null,
        random.nextBoolean() ? null : day(),
        some(this::tie),
        some(this::grant),
        new HashSet<>(some(() -> any(PARTS))),
        some(this::day),
        random.nextInt(6) == 0);
  }

  private <T> List<T> some(java.util.function.Supplier<T> one) {
    return Stream.generate(one).limit(random.nextInt(3)).collect(Collectors.toList());
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Any division around a community. */
  private String place() {
    return any(Territory.around(any(COMMUNITIES)));
  }

  private static String street(String community) {
    return community.substring(0, 9) + "000";
  }

  private LocalDate day() {
    return TODAY.plusDays(random.nextInt(12 * 365) - 11 * 365);
  }

  private Tie tie() {
    TieKind kind = any(List.of(TieKind.values()));
    String community = any(COMMUNITIES);
    return new Tie(
        kind,
        random.nextBoolean() ? community : street(community),
        kind == TieKind.WORKED ? day() : null);
  }

  private Grant grant() {
    Role role = any(List.of(Role.values()));
    String office = role == Role.COMMUNITY ? any(COMMUNITIES) : role.administers() ? null : place();
    return new Grant(role, office, null);
  }

  private static Set<Code> codes(Dossier dossier, Facts facts) {
    return RecusalRule.of(dossier, facts).stream()
        .map(Ground::code)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Code.class)));
  }

  /** The rules once more, as one would say them. */
  private static Set<Code> expected(Dossier d, Facts f) {
    Set<Code> codes = EnumSet.noneOf(Code.class);
    String street = d.community().substring(0, 9);
    if (f.state() == null) codes.add(Code.NOT_IN_POOL);
    else {
      if (f.state() != State.ACTIVE) codes.add(Code.NOT_ACTIVE);
      if (!Territory.around(d.community()).contains(f.territory())) codes.add(Code.OUTSIDE);
      if (f.qualifiedUntil() != null && f.qualifiedUntil().compareTo(TODAY) < 0) {
        codes.add(Code.UNQUALIFIED);
      }
    }
    for (Tie t : f.ties()) {
      if (!t.place().startsWith(street)) continue;
      boolean past = t.until() != null && t.until().compareTo(TODAY) <= 0;
      if (t.kind() == TieKind.LIVES) codes.add(Code.LIVES);
      else if (!past) codes.add(Code.WORKS);
      else if (t.until().plusYears(d.lookBackYears()).compareTo(TODAY) >= 0) codes.add(Code.WORKED);
    }
    for (Grant g : f.grants()) {
      if (g.role() == Role.COMMUNITY && d.community().equals(g.office())
          || g.role() != Role.COMMUNITY && (street + "000").equals(g.office())) {
        codes.add(Code.STAFF);
      }
    }
    if (f.parts().stream().anyMatch(p -> !p.equals("EXPERT"))) codes.add(Code.HAND);
    if (!f.advised().isEmpty()) codes.add(Code.ADVISED);
    if (f.recused()) codes.add(Code.RECUSED);
    return codes;
  }

  @Test
  void theGroundsAreTheRules() {
    Set<Code> met = EnumSet.noneOf(Code.class);
    always(
        (dossier, facts) -> {
          Set<Code> codes = codes(dossier, facts);
          assertThat(codes).as("%s %s", dossier, facts).isEqualTo(expected(dossier, facts));
          met.addAll(codes);
        });
    assertThat(met).isEqualTo(EnumSet.allOf(Code.class));
  }

  @Test
  void whatIsKnownMoreNeverClearsAnybody() {
    always(
        (dossier, facts) -> {
          Facts more = facts();
          Facts both =
              new Facts(
                  facts.state(),
                  facts.territory(),
                  facts.qualifiedUntil(),
                  joined(facts.ties(), more.ties()),
                  joined(facts.grants(), more.grants()),
                  new HashSet<>(joined(List.copyOf(facts.parts()), List.copyOf(more.parts()))),
                  joined(facts.advised(), more.advised()),
                  facts.recused() || more.recused());
          assertThat(RecusalRule.of(dossier, both)).containsAll(RecusalRule.of(dossier, facts));
        });
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  @Test
  void theOrderOfFactsDoesNotMatter() {
    always(
        (dossier, facts) -> {
          List<Tie> ties = new ArrayList<>(facts.ties());
          List<Grant> grants = new ArrayList<>(facts.grants());
          Collections.shuffle(ties, random);
          Collections.shuffle(grants, random);
          Facts shuffled =
              new Facts(
                  facts.state(),
                  facts.territory(),
                  facts.qualifiedUntil(),
                  ties,
                  grants,
                  facts.parts(),
                  facts.advised(),
                  facts.recused());
          assertThat(RecusalRule.of(dossier, shuffled))
              .containsExactlyInAnyOrderElementsOf(RecusalRule.of(dossier, facts));
        });
  }

  @Test
  void anotherStreetsTiesSayNothing() {
    always(
        (dossier, facts) -> {
          List<Tie> elsewhere =
              facts.ties().stream()
                  .filter(t -> !t.place().startsWith(dossier.community().substring(0, 9)))
                  .toList();
          Facts stranger =
              new Facts(
                  State.ACTIVE,
                  "000000000000",
                  null,
                  elsewhere,
                  List.of(),
                  Set.of("EXPERT"),
                  List.of(),
                  false);
          assertThat(RecusalRule.of(dossier, stranger)).isEmpty();
        });
  }

  @Test
  void moreYearsOfLookingBackOnlyWarnMore() {
    always(
        (dossier, facts) -> {
          Dossier longer =
              new Dossier(
                  dossier.community(),
                  dossier.streetOffices(),
                  TODAY,
                  dossier.lookBackYears() + 1 + random.nextInt(5));
          List<Ground> before = RecusalRule.of(dossier, facts);
          List<Ground> after = RecusalRule.of(longer, facts);
          assertThat(after).containsAll(before);
          assertThat(refusals(after)).isEqualTo(refusals(before));
        });
  }

  private static List<Ground> refusals(List<Ground> grounds) {
    return grounds.stream().filter(g -> g.code().refuses()).toList();
  }

  @Test
  void theStreetsOfficeMayBeAnothers() {
    Dossier run = new Dossier("370303005003", Set.of("370391001000"), TODAY, 5);
    Grant there = new Grant(Role.REVIEWER, "370391001000", null);
    Facts staff =
        new Facts(
            State.ACTIVE,
            "370300000000",
            null,
            List.of(),
            List.of(there),
            Set.of(),
            List.of(),
            false);
    assertThat(codes(run, staff)).containsExactly(Code.STAFF);
  }

  @Test
  void codesAreATree() {
    for (int n = 0; n < CASES; n++) {
      String community = any(COMMUNITIES);
      String place = place();
      assertThat(Territory.contains(place, community))
          .isEqualTo(Territory.around(community).contains(place));
      assertThat(Territory.around(community)).hasSize(6).contains(Territory.street(community));
      assertThat(Territory.local(place))
          .isEqualTo(place.length() == 12 && !place.endsWith("000000"));
    }
    assertThat(Territory.prefix("000000000000")).isEmpty();
    assertThat(Territory.prefix("370000000000")).isEqualTo("37");
    assertThat(Territory.prefix("370303005000")).isEqualTo("370303005");
  }
}
