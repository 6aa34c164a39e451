/** The pages of visits. */
package io.anlan.visit.web;
