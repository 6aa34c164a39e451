package io.anlan.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.audit.Act.Action;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindTest {

  @ParameterizedTest
  @CsvSource({
    "RETURNED,RETURNED",
    "INVITED,TASK",
    "NUDGED,DUE",
    "DUE_MOVED,DUE",
    "REMINDED,DUE",
    "SUPERVISED,DUE",
    "EXTENSION_ASKED,TASK",
    "EXTENDED,DECIDED",
    "TEAM_FORMED,DECIDED",
    "VISIT_CONCLUDED,DECIDED",
    "ASKED,QUESTION"
  })
  void everyActIsOfTheKindThatPeopleChoose(Action action, Kind kind) {
    assertThat(Kind.of(action)).isEqualTo(kind);
  }
}
