/** Chinese working days: weekends, public holidays, make-up workdays and days of single places. */
@org.springframework.modulith.ApplicationModule(
    displayName = "calendar",
    allowedDependencies = {"shared", "division"})
package io.anlan.calendar;
