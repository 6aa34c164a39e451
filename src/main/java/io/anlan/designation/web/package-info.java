/** Naming over {@code /api}. */
package io.anlan.designation.web;
