/** What offices decide on a file: proposals, returns, department opinions, signatures. */
@org.springframework.modulith.ApplicationModule(
    displayName = "review",
    allowedDependencies = {
      "shared",
      "division",
      "account",
      "criteria",
      "calendar",
      "round",
      "evidence",
      "inbox",
      "audit",
      "application"
    })
package io.anlan.review;
