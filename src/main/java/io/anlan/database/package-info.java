/** The PostgreSQL that comes along when no other is configured. */
@org.springframework.modulith.ApplicationModule(
    displayName = "database",
    allowedDependencies = {"shared"})
package io.anlan.database;
