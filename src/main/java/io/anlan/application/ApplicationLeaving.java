package io.anlan.application;

/** An application is about to be withdrawn or cancelled; its lock is not yet held. */
public record ApplicationLeaving(String number) {}
