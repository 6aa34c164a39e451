/** Visits over {@code /api} and the page on which the experts write. */
package io.anlan.visit.web;
