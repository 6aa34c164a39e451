/** Naming over {@code /api}. */
package io.anlan.visit.web;
