package io.anlan.division;

import io.anlan.shared.Level;

/** One level of a route and the office that reviews there. */
public record Stop(Level level, String office) {}
