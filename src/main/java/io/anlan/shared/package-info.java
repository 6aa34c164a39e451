/** The words every module speaks: levels, tiers, problems, pages and the clock. */
@org.springframework.modulith.ApplicationModule(
    displayName = "shared",
    type = org.springframework.modulith.ApplicationModule.Type.OPEN,
    allowedDependencies = {})
package io.anlan.shared;
