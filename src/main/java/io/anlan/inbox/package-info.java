/** The read model of open tasks, and what a task needs from the module that owns its decision. */
@org.springframework.modulith.ApplicationModule(
    displayName = "inbox",
    allowedDependencies = {"shared", "account"})
package io.anlan.inbox;
