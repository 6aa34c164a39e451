/** Rounds over {@code /api}. */
package io.anlan.calendar.web;
