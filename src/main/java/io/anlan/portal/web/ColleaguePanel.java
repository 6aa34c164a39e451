package io.anlan.portal.web;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.application.CoReviews;
import io.anlan.application.CoReviews.CoReview;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Who else has opened a task, and who is asked about it, for the page of the task. */
@Component
class ColleaguePanel {

  private final CoReviews coReviews;
  private final Inbox inbox;
  private final Accounts accounts;

  ColleaguePanel(CoReviews coReviews, Inbox inbox, Accounts accounts) {
    this.coReviews = coReviews;
    this.inbox = inbox;
    this.accounts = accounts;
  }

  /** Colleagues' words are for those who may work on the task, not for the community. */
  void show(Actor actor, TaskItem task, Model model) {
    if (!CoReviews.possible(task)) return;
    List<CoReview> asked = coReviews.of(task.id());
    Map<String, Instant> readers = inbox.readers(task.id());
    model.addAttribute("coReviews", asked);
    model.addAttribute("readers", readers);
    model.addAttribute(
        "askedMe",
        asked.stream().anyMatch(c -> c.username().equals(actor.username()) && c.opinion() == null));
    model.addAttribute(
        "colleagueNames",
        accounts.names(
            Stream.concat(
                    asked.stream().flatMap(c -> Stream.of(c.username(), c.askedBy())),
                    readers.keySet().stream())
                .toList()));
  }
}
