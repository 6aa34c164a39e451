/** The application: its profile, assessment, scores, route and state. */
@org.springframework.modulith.ApplicationModule(
    displayName = "application",
    allowedDependencies = {
      "shared",
      "division",
      "account",
      "calendar",
      "criteria",
      "round",
      "evidence",
      "inbox",
      "audit"
    })
package io.anlan.application;
