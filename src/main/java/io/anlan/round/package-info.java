/** Yearly rounds: tier, criteria, policy and closing date. */
@org.springframework.modulith.ApplicationModule(
    displayName = "round",
    allowedDependencies = {"shared", "criteria"})
package io.anlan.round;
