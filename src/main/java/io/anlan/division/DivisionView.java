package io.anlan.division;

import io.anlan.shared.Level;

/** A division; {@code parentCode} follows the codes and is null for the nation. */
public record DivisionView(String code, String name, Level level, String parentCode) {}
