package io.anlan.shared.web;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the container refuses before any of our code runs, such as {@code %00} in a path. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ContainerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final ProblemWriter problems;

  ContainerErrors(ProblemWriter problems) {
    this.problems = problems;
  }

  /** The last valve answers first, before the container's own page. */
  @Override
  public void customize(TomcatServletWebServerFactory tomcat) {
    tomcat.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new ProblemValve()));
  }

  private final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable failure) {
      int status = response.getStatus();
      var open = new AtomicBoolean();
      response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
      if (status < 400 || response.getContentWritten() > 0 || !open.get()) return;
      if (!response.setErrorReported()) return;
      try {
        problems.write(request, response, status);
      } catch (IOException gone) {
        container.getLogger().debug("Nobody waits for the answer", gone);
      }
    }
  }
}
