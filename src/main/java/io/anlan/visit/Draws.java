package io.anlan.visit;

import io.anlan.application.Application;
import io.anlan.inbox.CaseLock;
import io.anlan.review.ReviewPolicy;
import io.anlan.round.VisitRule;
import io.anlan.shared.Problem;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which files an office visits, where the policy has it draw some of them. */
@Component
@Transactional
public class Draws {

  /** One file of a draw's list; {@code must} is null, or why it is visited whatever is drawn. */
  public record Drawn(String number, int attempt, int place, String must, boolean selected) {}

  private record Candidate(String number, int attempt, String must) {}

  private record Before(int drawn, int selected) {}

  /** What earlier draws said of the file; null where it has not been drawn. */
  private record Known(Boolean selected, String must) {}

  private record Terms(
      long roundId,
      String office,
      String seed,
      int ratio,
      int minimum,
      int selectedBefore,
      int drawnBefore,
      int files,
      int selected) {}

  /**
   * Why a file is visited whatever is drawn, where the policy asks so; the gravest reason first.
   */
  private static final String MUST =
      """
      case
        when 'COMPLAINT' = any (:must)
          and exists (select from visit_complaint c where c.number = a.number) then 'COMPLAINT'
        when 'DIFFERENCE' = any (:must) and exists (
          select from score s where s.number = a.number group by s.item
          having max(s.points) - min(s.points) >= :difference) then 'DIFFERENCE'
        when 'FIRST' = any (:must) and not exists (
          select from application earlier where earlier.community_code = a.community_code
            and earlier.year < a.year and earlier.submitted_at is not null) then 'FIRST'
      end""";

  private static final String OF_OFFICE =
      """
      visit_draw d join visit_draw_file f on f.draw_id = d.id
      where d.round_id = :round and d.office = :office""";

  private final JdbcClient jdbc;
  private final ReviewPolicy policy;
  private final CaseLock locks;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Draws(JdbcClient jdbc, ReviewPolicy policy, CaseLock locks, Clock clock) {
    this.jdbc = jdbc;
    this.policy = policy;
    this.locks = locks;
    this.clock = clock;
  }

  /**
   * Whether the office where the file stands visits it. Where some are drawn and this one was in no
   * draw yet, the office draws now, from all files that are on their way to it.
   */
  public boolean selected(Application file) {
    VisitRule rule = policy.of(file).visit();
    return switch (rule.extent()) {
      case "ALL" -> true;
      case "SAMPLE" -> sampled(file, rule);
      default -> false;
    };
  }

  private boolean sampled(Application file, VisitRule rule) {
    Known known = known(file, rule);
    if (known.selected == null || lateReason(known)) {
      locks.acquire("draw:" + file.roundId() + ":" + file.office());
      known = known(file, rule);
    }
    if (known.selected == null) return draw(file, rule, frame(file, rule));
    if (!lateReason(known)) return known.selected;
    return draw(file, rule, List.of(new Candidate(file.number(), file.attempt(), known.must)));
  }

  /** Not drawn, and something has come up since. */
  private static boolean lateReason(Known known) {
    return Boolean.FALSE.equals(known.selected) && known.must != null;
  }

  private Known known(Application file, VisitRule rule) {
    return jdbc.sql(
            """
            select (select bool_or(f.selected) from %s
                and f.number = a.number and f.attempt = a.attempt), %s
            from application a where a.number = :number"""
                .formatted(OF_OFFICE, MUST))
        .params(params(file, rule))
        .query((rs, n) -> new Known(rs.getObject(1, Boolean.class), rs.getString(2)))
        .single();
  }

  /** This file and all others that are on their way to its office and in no draw of it yet. */
  private List<Candidate> frame(Application file, VisitRule rule) {
    return jdbc.sql(
            """
            select a.number, a.attempt, %s
            from application a
            where a.round_id = :round and (a.number = :number
              or a.status in ('IN_REVIEW', 'IN_CORRECTION') and exists (
                select from application_stop s where s.number = a.number and s.office = :office
                  and s.level = :level and s.included))
              and not exists (
                select from %s and f.number = a.number and f.attempt = a.attempt)"""
                .formatted(MUST, OF_OFFICE))
        .params(params(file, rule))
        .param("level", file.level().name())
        .query((rs, n) -> new Candidate(rs.getString(1), rs.getInt(2), rs.getString(3)))
        .list();
  }

  private static Map<String, Object> params(Application file, VisitRule rule) {
    return Map.of(
        "number",
        file.number(),
        "round",
        file.roundId(),
        "office",
        file.office(),
        "must",
        rule.must().toArray(String[]::new),
        "difference",
        rule.scoreDifference());
  }

  /** Draws, keeps how, and says whether this file is among the selected. */
  private boolean draw(Application file, VisitRule rule, List<Candidate> frame) {
    Map<String, Candidate> candidates =
        frame.stream().collect(Collectors.toMap(Candidate::number, Function.identity()));
    Before before = before(file.roundId(), file.office(), frame);
    String seed = seed();
    Set<String> must =
        frame.stream()
            .filter(c -> c.must != null)
            .map(Candidate::number)
            .collect(Collectors.toSet());
    int needed =
        Sampling.needed(before.drawn + frame.size(), rule.ratio(), rule.minimum())
            - before.selected;
    Set<String> selected = Sampling.select(seed, candidates.keySet(), must, needed);
    Terms terms =
        new Terms(
            file.roundId(),
            file.office(),
            seed,
            rule.ratio(),
            rule.minimum(),
            before.selected,
            before.drawn,
            frame.size(),
            selected.size());
    List<Candidate> order =
        Sampling.order(seed, candidates.keySet()).stream().map(candidates::get).toList();
    keep(terms, rule.must(), order, selected);
    return selected.contains(file.number());
  }

  private String seed() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** How many other files earlier draws had, and how many of them they selected. */
  private Before before(long round, String office, List<Candidate> frame) {
    return before(
        round,
        office,
        Long.MAX_VALUE,
        frame.stream().map(Candidate::number).toArray(String[]::new),
        frame.stream().map(Candidate::attempt).toArray(Integer[]::new));
  }

  private Before before(
      long round, String office, long draw, String[] numbers, Integer[] attempts) {
    return jdbc.sql(
            """
            select count(*), count(*) filter (where selected) from (
              select bool_or(f.selected) as selected from %s and d.id < :draw
                and (f.number, f.attempt) not in (
                  select * from unnest(:numbers::varchar[], :attempts::integer[]))
              group by f.number, f.attempt) file"""
                .formatted(OF_OFFICE))
        .param("round", round)
        .param("office", office)
        .param("draw", draw)
        .param("numbers", numbers)
        .param("attempts", attempts)
        .query((rs, n) -> new Before(rs.getInt(1), rs.getInt(2)))
        .single();
  }

  private void keep(Terms terms, Set<String> must, List<Candidate> order, Set<String> selected) {
    long draw =
        jdbc.sql(
                """
                insert into visit_draw (round_id, office, seed, ratio, minimum, must,
                  selected_before, drawn_before, files, selected, drawn_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
            .params(
                terms.roundId,
                terms.office,
                terms.seed,
                terms.ratio,
                terms.minimum,
                String.join(",", must.stream().sorted().toList()),
                terms.selectedBefore,
                terms.drawnBefore,
                terms.files,
                terms.selected,
                Timestamp.from(clock.instant()))
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            insert into visit_draw_file (draw_id, number, attempt, must, selected, place)
            select ?, * from unnest(?::varchar[], ?::integer[], ?::varchar[], ?::boolean[])
              with ordinality""")
        .params(
            draw,
            order.stream().map(Candidate::number).toArray(String[]::new),
            order.stream().map(Candidate::attempt).toArray(Integer[]::new),
            order.stream().map(Candidate::must).toArray(String[]::new),
            order.stream().map(c -> selected.contains(c.number)).toArray(Boolean[]::new))
        .update();
  }

  /**
   * Whether drawing again from the record, with its seed, gives the list that was kept, and the
   * earlier draws still are what it says of them.
   *
   * @throws Problem 404 when there is no such draw
   */
  @Transactional(readOnly = true)
  public boolean check(long draw) {
    Terms terms =
        jdbc.sql("select * from visit_draw where id = ?")
            .param(draw)
            .query(
                (rs, n) ->
                    new Terms(
                        rs.getLong("round_id"),
                        rs.getString("office"),
                        rs.getString("seed"),
                        rs.getInt("ratio"),
                        rs.getInt("minimum"),
                        rs.getInt("selected_before"),
                        rs.getInt("drawn_before"),
                        rs.getInt("files"),
                        rs.getInt("selected")))
            .optional()
            .orElseThrow(Problem::notFound);
    List<Drawn> kept = list(draw);
    List<String> numbers = kept.stream().map(Drawn::number).toList();
    Before before =
        before(
            terms.roundId,
            terms.office,
            draw,
            numbers.toArray(String[]::new),
            kept.stream().map(Drawn::attempt).toArray(Integer[]::new));
    Set<String> selected =
        Sampling.select(
            terms.seed,
            numbers,
            kept.stream()
                .filter(d -> d.must != null)
                .map(Drawn::number)
                .collect(Collectors.toSet()),
            Sampling.needed(terms.drawnBefore + terms.files, terms.ratio, terms.minimum)
                - terms.selectedBefore);
    return kept.size() == terms.files
        && selected.size() == terms.selected
        && before.equals(new Before(terms.drawnBefore, terms.selectedBefore))
        && Sampling.order(terms.seed, numbers).equals(numbers)
        && kept.stream().allMatch(d -> d.selected == selected.contains(d.number));
  }

  /** The whole list of a draw, in its order. */
  @Transactional(readOnly = true)
  public List<Drawn> list(long draw) {
    return jdbc.sql(
            """
            select number, attempt, place, must, selected
            from visit_draw_file where draw_id = ? order by place""")
        .param(draw)
        .query(Drawn.class)
        .list();
  }
}
