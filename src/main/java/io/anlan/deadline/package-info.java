/** Deadlines: how they are reckoned, who is urged, who decides when they pass, and extensions. */
@org.springframework.modulith.ApplicationModule(
    displayName = "deadline",
    allowedDependencies = {
      "shared",
      "division",
      "account",
      "calendar",
      "round",
      "inbox",
      "audit",
      "application",
      "review",
      "visit"
    })
package io.anlan.deadline;
