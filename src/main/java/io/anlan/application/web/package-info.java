/** The application's part of {@code /api}. */
package io.anlan.application.web;
