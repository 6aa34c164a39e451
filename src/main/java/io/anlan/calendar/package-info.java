/** Chinese working days: weekends, public holidays and make-up workdays. */
@org.springframework.modulith.ApplicationModule(
    displayName = "calendar",
    allowedDependencies = {"shared"})
package io.anlan.calendar;
