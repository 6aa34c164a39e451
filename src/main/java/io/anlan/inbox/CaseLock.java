package io.anlan.inbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * One writer per case: two acts on one application or one batch never run side by side, so joins of
 * parallel tasks stay synchronous and nobody meets an optimistic lock.
 */
@Component
public class CaseLock {

  private final JdbcClient jdbc;

  CaseLock(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Waits for the case and keeps it until the transaction ends; a batch before its files. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void acquire(String chain) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param(chain)
        .query((rs, n) -> 0)
        .single();
  }

  /** As {@link #acquire}, of the case of an open task; nothing where the task is not open. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void acquireOfTask(String taskId) {
    jdbc.sql(
            """
            select pg_advisory_xact_lock(hashtextextended(coalesce(number, 'batch:' || batch), 0))
            from inbox_task where id = ?""")
        .param(taskId)
        .query((rs, n) -> 0)
        .list();
  }
}
