/** What people are told of without having asked: returned, assigned, decided. */
@org.springframework.modulith.ApplicationModule(
    displayName = "notice",
    allowedDependencies = {"shared", "account", "audit"})
package io.anlan.notice;
