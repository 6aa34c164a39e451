package io.anlan.inbox;

import io.anlan.shared.Level;
import java.time.Instant;

/**
 * One open task.
 *
 * @param number the application number; null for a task of a batch
 * @param batch the batch's id; null for a task of an application
 * @param department the kind of department or the body that is asked, or null
 * @param returned whether it came back to a community for correction
 * @param dueAt null when nothing presses
 * @param owner who has delegated it, or null
 * @param nudgedAt when its holder was last reminded, or null
 */
public record TaskItem(
    String id,
    String taskKey,
    String name,
    String number,
    String batch,
    String communityCode,
    String community,
    Level level,
    String office,
    String department,
    String candidateGroup,
    String assignee,
    boolean returned,
    Instant createdAt,
    Instant dueAt,
    String owner,
    Instant nudgedAt) {

  /** The division whose working days count: whose task it is. */
  public String territory() {
    return candidateGroup.startsWith("community:") ? communityCode : office;
  }

  /** Whoever has the task, or the group of those who may take it. */
  public String holder() {
    return assignee == null ? candidateGroup : assignee;
  }

  /** The key under which everything of this case is locked and recorded. */
  public String chain() {
    return number != null ? number : "batch:" + batch;
  }
}
