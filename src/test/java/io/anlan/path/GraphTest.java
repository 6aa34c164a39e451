package io.anlan.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {

  private static Graph.Step step(String from, String act, String to) {
    return new Graph.Step(from, act, Act.Kind.PERSON, to);
  }

  @Test
  void aCircleWithoutAWayOutIsTold() {
    Graph graph = new Graph("start", List.of());
    graph.add(step("start", "ends", "end"), List.of());
    graph.add(step("start", "enters", "left"), List.of());
    graph.add(step("left", "turns", "right"), List.of());
    graph.add(step("right", "turns", "left"), List.of());
    assertThat(graph.stuck("end"::equals, s -> true))
        .containsExactly("left\n  after enters", "right\n  after enters\n    then turns");
    graph.add(step("right", "leaves", "end"), List.of());
    assertThat(graph.stuck("end"::equals, s -> true)).isEmpty();
    assertThat(graph.stuck("end"::equals, s -> !s.act().equals("leaves"))).hasSize(2);
  }

  @Test
  void aFaultIsToldWithTheWayToIt() {
    Graph graph = new Graph("start", List.of());
    graph.add(step("start", "goes wrong", "lost"), List.of("nobody holds it"));
    assertThat(graph.faults()).containsExactly("nobody holds it\n  in lost\n  after goes wrong");
  }

  @Test
  void statesThatLookAlikeAndDoNotDoAlikeAreTold() {
    Graph graph = new Graph("a1", List.of());
    graph.add(step("a1", "waits", "a2"), List.of());
    graph.add(step("a2", "waits", "a1"), List.of());
    assertThat(graph.unlike(s -> s.substring(0, 1), s -> true)).isEmpty();
    graph.add(step("a2", "leaves", "b1"), List.of());
    assertThat(graph.unlike(s -> s.substring(0, 1), s -> s.startsWith("a"))).hasSize(1);
  }
}
