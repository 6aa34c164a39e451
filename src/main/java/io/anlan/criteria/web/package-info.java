/** Criteria over {@code /api}. */
package io.anlan.criteria.web;
