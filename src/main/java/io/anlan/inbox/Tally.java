package io.anlan.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** How many tasks each holder has open, kept in the transaction that opens and closes them. */
@Component
class Tally {

  /** Where a task counts; {@code assignee}, {@code communityCode} and {@code dueAt} may be null. */
  record Place(
      String group,
      String assignee,
      String office,
      String communityCode,
      boolean returned,
      Instant dueAt) {

    static Place of(TaskItem t) {
      return new Place(
          t.candidateGroup(), t.assignee(), t.office(), t.communityCode(), t.returned(), t.dueAt());
    }

    Place with(String newGroup, String assignee, Instant dueAt) {
      String now = newGroup == null ? group : newGroup;
      return new Place(now, assignee, office, communityCode, returned, dueAt);
    }

    private List<String> holders() {
      List<String> holders = new ArrayList<>();
      holders.add(assignee == null ? Tally.group(group) : person(assignee));
      holders.add(Tally.office(office));
      if (communityCode != null) holders.add(community(communityCode));
      return holders;
    }
  }

  private record Bucket(String holder, Instant dueAt, boolean returned) {

    private static final Comparator<Bucket> ORDER =
        Comparator.comparing(Bucket::holder)
            .thenComparing(Bucket::dueAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Bucket::returned);
  }

  private final JdbcClient jdbc;

  Tally(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  static String group(String group) {
    return "group:" + group;
  }

  static String person(String username) {
    return "person:" + username;
  }

  static String office(String code) {
    return "office:" + code;
  }

  static String community(String code) {
    return "community:" + code;
  }

  void add(Place place) {
    changes().add(place, 1);
  }

  void remove(Place place) {
    changes().add(place, -1);
  }

  /** The open tasks of all these holders. */
  long total(Collection<String> holders) {
    return jdbc.sql("select coalesce(sum(open), 0) from inbox_tally where holder in (:holders)")
        .param("holders", holders)
        .query(Long.class)
        .single();
  }

  private Changes changes() {
    // The list belongs to the running transaction: a suspended one keeps its own.
    for (TransactionSynchronization known :
        TransactionSynchronizationManager.getSynchronizations()) {
      if (known instanceof Changes changes) return changes;
    }
    Changes changes = new Changes();
    TransactionSynchronizationManager.registerSynchronization(changes);
    return changes;
  }

  /**
   * What one transaction changes, written at its very end and in one order for all: the busy rows
   * of a great office are locked for the commit only, and no two transactions wait for each other.
   */
  private final class Changes implements TransactionSynchronization {

    private final Map<Bucket, Long> sums = new TreeMap<>(Bucket.ORDER);

    private void add(Place place, long by) {
      for (String holder : place.holders()) {
        sums.merge(new Bucket(holder, place.dueAt, place.returned), by, Long::sum);
      }
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      sums.values().removeIf(sum -> sum == 0);
      if (sums.isEmpty()) return;
      jdbc.sql(
              """
              insert into inbox_tally (holder, due_at, returned, open)
              select * from unnest(?::varchar[], ?::timestamptz[], ?::boolean[], ?::bigint[])
              on conflict (holder, due_at, returned)
              do update set open = inbox_tally.open + excluded.open""")
          .params(
              sums.keySet().stream().map(Bucket::holder).toArray(String[]::new),
              sums.keySet().stream()
                  .map(b -> b.dueAt == null ? "infinity" : b.dueAt.toString())
                  .toArray(String[]::new),
              sums.keySet().stream().map(Bucket::returned).toArray(Boolean[]::new),
              sums.values().toArray(Long[]::new))
          .update();
    }
  }
}
