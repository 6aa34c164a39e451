package io.anlan.application;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface ScoreRepository extends JpaRepository<Score, Score.Key> {

  @Query("select s from Score s where s.key.number = :number")
  List<Score> of(String number);

  /** Takes back what officials gave; the community's own points stay. */
  @Modifying
  @Query(
      """
      delete from Score s
      where s.key.number = :number and s.key.stage <> io.anlan.application.Stage.SELF""")
  void takeBackOfficial(String number);
}
