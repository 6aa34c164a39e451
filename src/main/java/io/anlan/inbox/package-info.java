/** The read model of open tasks, and what a task needs from the module that owns its decision. */
@org.springframework.modulith.ApplicationModule(
    displayName = "inbox",
    allowedDependencies = {"shared", "account", "calendar"})
package io.anlan.inbox;
