package io.anlan.portal.web;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What this administrator may do. */
@Controller
class AdminPage {

  @GetMapping("/admin")
  @PreAuthorize("hasAnyRole('SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR')")
  String show() {
    return "admin";
  }
}
