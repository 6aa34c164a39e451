/** What people are told outside of Anlan: by mail and webhook, at once or in a daily digest. */
@org.springframework.modulith.ApplicationModule(
    displayName = "notification",
    allowedDependencies = {"shared", "division", "account", "calendar", "inbox", "audit", "notice"})
package io.anlan.notification;
