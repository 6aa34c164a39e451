package io.anlan.criteria;

/** One basic condition; a "no" to it stops an application. */
public record Condition(int no, String text, boolean official, String evidenceHint) {}
