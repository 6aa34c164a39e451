/** Experts on the spot: the pool, recusal, drawing, invitations, visits and rectification. */
@org.springframework.modulith.ApplicationModule(
    displayName = "visit",
    allowedDependencies = {
      "shared",
      "division",
      "account",
      "calendar",
      "criteria",
      "round",
      "evidence",
      "inbox",
      "audit",
      "application",
      "review"
    })
package io.anlan.visit;
