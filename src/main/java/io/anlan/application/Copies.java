package io.anlan.application;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.CaseLock;
import io.anlan.inbox.Inbox;
import io.anlan.shared.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Drawing somebody's attention to a file that he or she may see anyway (抄送); it opens nothing. */
@Component
@Transactional
public class Copies {

  private static final int LONGEST = 500;

  /** Of one file, to choose from. */
  private static final int MOST_PEOPLE = 200;

  /** Told at once. */
  private static final int MOST = 20;

  /** Somebody of an office that the file passes. */
  public record Recipient(String username, String name, String office) {}

  private final JdbcClient jdbc;
  private final Files files;
  private final Accounts accounts;
  private final Inbox inbox;
  private final CaseLock lock;
  private final Trail trail;

  Copies(JdbcClient jdbc, Files files, Accounts accounts, Inbox inbox, CaseLock lock, Trail trail) {
    this.jdbc = jdbc;
    this.files = files;
    this.accounts = accounts;
    this.inbox = inbox;
    this.lock = lock;
    this.trail = trail;
  }

  /** The people of the offices and departments that read the file, without this person. */
  @Transactional(readOnly = true)
  public List<Recipient> recipients(Actor actor, String number) {
    return jdbc.sql(
            """
            select distinct a.username, a.display_name, r.office
            from application_reader reader
            join account_role r on reader.reader = case
                when r.role in ('REVIEWER', 'LEADER', 'MANAGER') then 'office:' || r.office
                when r.role = 'DEPARTMENT' then 'department:' || r.kind || ':' || r.office end
              and r.office = right(reader.reader, 12)
            join account a on a.username = r.username and a.active
            where reader.number = ? and a.username <> ?
            order by r.office, a.username limit ?""")
        .params(number, actor.username(), MOST_PEOPLE)
        .query((rs, n) -> new Recipient(rs.getString(1), rs.getString(2), rs.getString(3)))
        .list();
  }

  /**
   * Tells people of a file; each finds it among the own notices.
   *
   * @throws Problem 403 for whoever has no open task on the file, 422 on {@code to} or {@code
   *     words}
   */
  public void send(Actor actor, String number, List<String> to, String words) {
    Application application = files.visible(actor, number);
    if (!Questions.mayAsk(actor, application, inbox.ofApplication(number))) {
      throw Problem.forbidden("not-your-task");
    }
    Set<String> people = new LinkedHashSet<>(to == null ? List.of() : to);
    if (people.isEmpty()) throw Problem.field("to", "required");
    if (people.size() > MOST) throw Problem.field("to", "too-many", MOST);
    if (words != null && words.strip().length() > LONGEST) {
      throw Problem.field("words", "too-long", LONGEST);
    }
    for (String username : people) {
      accounts
          .find(username)
          .filter(a -> !Files.isApplicant(a, application) && files.sees(a, application))
          .orElseThrow(() -> Problem.field("to", "does-not-see", username));
    }
    lock.acquire(number);
    String note = words == null || words.isBlank() ? null : words.strip();
    for (String username : people) {
      trail.record(
          actor,
          new Act(
              number,
              application.level(),
              application.office(),
              Act.Action.COPIED,
              username,
              note));
    }
  }
}
