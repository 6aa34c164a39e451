package io.anlan.division;

import io.anlan.shared.Level;

/** An office, addressed by the 12-digit code of its division. */
public record OfficeView(String code, String name, Level level) {}
