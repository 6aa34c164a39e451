package io.anlan.portal.web;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.application.Application;
import io.anlan.application.Questions;
import io.anlan.application.Questions.Question;
import io.anlan.inbox.TaskItem;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The questions of a file, for the fragment of {@code questions.html}. */
@Component
class QuestionPanel {

  private final Questions questions;
  private final Accounts accounts;

  QuestionPanel(Questions questions, Accounts accounts) {
    this.questions = questions;
    this.accounts = accounts;
  }

  /**
   * @param tasks the open tasks of the file
   */
  void show(Actor actor, Application dossier, List<TaskItem> tasks, Model model) {
    List<Question> asked = questions.of(dossier.number());
    model.addAttribute("questions", asked);
    model.addAttribute("mayAsk", Questions.mayAsk(actor, dossier, tasks));
    model.addAttribute("mayAnswer", actor.communities().contains(dossier.communityCode()));
    model.addAttribute(
        "people",
        accounts.names(
            asked.stream()
                .flatMap(q -> Stream.of(q.askedBy(), q.answeredBy()))
                .filter(Objects::nonNull)
                .toList()));
  }
}
