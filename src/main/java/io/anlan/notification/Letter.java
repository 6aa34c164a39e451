package io.anlan.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * One message in words.
 *
 * @param uuid the same however often it is tried
 * @param email null where none is entered
 * @param telephone null where none is entered
 * @param link null where the installation has no address of its own
 */
record Letter(
    UUID uuid,
    String kind,
    String username,
    String name,
    String email,
    String telephone,
    Instant at,
    String subject,
    String text,
    String html,
    String link) {}
