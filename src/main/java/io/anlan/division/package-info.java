/** Administrative divisions, the offices that serve them, and the route up from a community. */
@org.springframework.modulith.ApplicationModule(
    displayName = "division",
    allowedDependencies = {"shared"})
package io.anlan.division;
