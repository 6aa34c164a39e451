package io.anlan.notice;

import io.anlan.audit.Act;
import java.time.Instant;

/**
 * A notice has just been written, in the same transaction.
 *
 * @param recipient {@code person:<user name>} or {@code community:<code>}
 * @param number the application number, or the chain of what is no file
 * @param actor user name, or {@code system}
 * @param words what they wrote, or null
 */
public record Told(
    String recipient, Instant at, String number, Act.Action action, String actor, String words) {}
