/** Versioned scoring tables and basic conditions. */
@org.springframework.modulith.ApplicationModule(
    displayName = "criteria",
    allowedDependencies = {"shared"})
package io.anlan.criteria;
