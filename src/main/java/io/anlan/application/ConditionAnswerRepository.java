package io.anlan.application;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ConditionAnswerRepository extends JpaRepository<ConditionAnswer, ConditionAnswer.Key> {

  @Query("select c from ConditionAnswer c where c.key.number = :number")
  List<ConditionAnswer> of(String number);
}
