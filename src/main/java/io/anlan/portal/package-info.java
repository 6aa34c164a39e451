/** Pages and answers that join modules. */
@org.springframework.modulith.ApplicationModule(
    displayName = "portal",
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
      "notice",
      "notification",
      "application",
      "review",
      "designation",
      "visit",
      "deadline"
    })
package io.anlan.portal;
