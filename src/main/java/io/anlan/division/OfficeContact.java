package io.anlan.division;

/**
 * How to reach an office.
 *
 * @param telephone null where none has been entered
 */
public record OfficeContact(String code, String name, String telephone) {}
