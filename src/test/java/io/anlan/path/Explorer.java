package io.anlan.path;

import io.anlan.shared.Problem;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Walks every state that acts can reach, depth first, on the real engine and database. All of it is
 * one transaction, taken back at the end; each state has a savepoint to which every act returns.
 */
class Explorer {

  /** What is explored. */
  interface World {

    /** How it stands at this moment. */
    View look();

    /**
     * @param state what decides the future
     * @param faults what is wrong
     * @param acts what can happen next
     */
    record View(String state, List<String> faults, Supplier<List<Act>> acts) {}
  }

  private static final Set<Integer> REFUSALS = Set.of(403, 409, 422);

  private final JdbcClient jdbc;
  private final EntityManager entities;
  private final TransactionTemplate transaction;

  Explorer(JdbcClient jdbc, EntityManager entities, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.entities = entities;
    this.transaction = transaction;
  }

  /**
   * @param inside the states whose acts are tried; all others are outcomes
   */
  Graph explore(Supplier<World> arranged, Predicate<String> inside) {
    return takenBack(
        () -> {
          World world = arranged.get();
          World.View start = world.look();
          Graph graph = new Graph(start.state(), start.faults());
          visit(world, graph, start, inside, 0);
          return graph;
        });
  }

  <T> T takenBack(Supplier<T> act) {
    return transaction.execute(
        status -> {
          status.setRollbackOnly();
          return act.get();
        });
  }

  private void visit(
      World world, Graph graph, World.View here, Predicate<String> inside, int depth) {
    String savepoint = "state" + depth;
    jdbc.sql("savepoint " + savepoint).update();
    for (Act act : here.acts().get()) {
      if (accepted(act, here.state())) {
        World.View next = world.look();
        boolean found =
            graph.add(
                new Graph.Step(here.state(), act.name(), act.kind(), next.state()), next.faults());
        if (found && inside.test(next.state())) visit(world, graph, next, inside, depth + 1);
      } else {
        graph.refused();
      }
      jdbc.sql("rollback to savepoint " + savepoint).update();
      entities.clear();
    }
    String after = world.look().state();
    if (!after.equals(here.state())) {
      throw new IllegalStateException("Not taken back: " + here.state() + " became " + after);
    }
    jdbc.sql("release savepoint " + savepoint).update();
  }

  /** False when it was refused by a rule; any other failure is the product's. */
  private static boolean accepted(Act act, String state) {
    try {
      act.does().run();
      return true;
    } catch (RuntimeException failure) {
      if (failure instanceof Problem refused && REFUSALS.contains(refused.status())) return false;
      throw new IllegalStateException(act.name() + " failed in " + state, failure);
    }
  }
}
