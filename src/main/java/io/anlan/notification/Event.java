package io.anlan.notification;

import io.anlan.audit.Act;
import java.time.Instant;

/** What is kept of an act that somebody is told of; words in one language come when it is sent. */
record Event(String number, Act.Action action, String actor, String words, Instant at) {}
