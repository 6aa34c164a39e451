/** The append-only trail: who did what, when, each row chained to the one before. */
@org.springframework.modulith.ApplicationModule(
    displayName = "audit",
    allowedDependencies = {"shared", "account"})
package io.anlan.audit;
