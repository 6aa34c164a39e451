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
      "application",
      "review",
      "designation"
    })
package io.anlan.portal;
