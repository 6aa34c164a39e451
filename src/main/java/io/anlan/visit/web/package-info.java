/** The pages of visits and experts, and visits over {@code /api}. */
package io.anlan.visit.web;
