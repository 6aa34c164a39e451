/** People, what they may do and for which office, and how they sign in. */
@org.springframework.modulith.ApplicationModule(
    displayName = "account",
    allowedDependencies = {"shared", "division"})
package io.anlan.account;
