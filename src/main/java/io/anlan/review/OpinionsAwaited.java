package io.anlan.review;

import io.anlan.calendar.Term;

/** The reviewer waits on for the departments of a file; they have another term. */
public record OpinionsAwaited(String number, Term term) {}
