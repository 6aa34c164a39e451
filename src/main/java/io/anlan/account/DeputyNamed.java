package io.anlan.account;

import java.time.LocalDate;

/** Somebody will act for somebody else on these days. */
public record DeputyNamed(String username, String deputy, LocalDate from, LocalDate until) {}
