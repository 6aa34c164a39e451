/** Rounds over {@code /api}. */
package io.anlan.round.web;
