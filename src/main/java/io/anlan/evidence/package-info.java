/** Files that prove: sniffed, hashed, stored once, streamed. */
@org.springframework.modulith.ApplicationModule(
    displayName = "evidence",
    allowedDependencies = {"shared"})
package io.anlan.evidence;
