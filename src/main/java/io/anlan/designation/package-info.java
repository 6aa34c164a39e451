/** Naming: batches, co-signatures, the naming document and the registry. */
@org.springframework.modulith.ApplicationModule(
    displayName = "designation",
    allowedDependencies = {
      "shared",
      "account",
      "calendar",
      "round",
      "inbox",
      "audit",
      "application"
    })
package io.anlan.designation;
