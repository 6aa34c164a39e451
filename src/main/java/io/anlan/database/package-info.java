/** The PostgreSQL that comes along when no other is configured. */
@org.springframework.modulith.ApplicationModule(
    displayName = "database",
    allowedDependencies = {})
package io.anlan.database;
