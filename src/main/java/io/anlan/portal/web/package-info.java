/** The portal's controllers. */
package io.anlan.portal.web;
