package io.anlan.criteria;

import java.util.List;

/** A scoring table with its basic conditions; immutable once stored. */
public record CriteriaVersion(
    String id, String name, List<Item> items, List<Condition> conditions) {}
