package io.anlan.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts the statements that requests prepare; whoever counts is the only one who calls. */
public class QueryCount implements BeanPostProcessor {

  private static final AtomicInteger STATEMENTS = new AtomicInteger();

  /** How many statements the requests of this action prepare. */
  public static int of(Runnable action) {
    STATEMENTS.set(0);
    action.run();
    return STATEMENTS.get();
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (!(bean instanceof DataSource real)) return bean;
    return new DelegatingDataSource(real) {
      @Override
      public Connection getConnection() throws SQLException {
        return counted(real.getConnection());
      }
    };
  }

  private static Connection counted(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            QueryCount.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              boolean request = Thread.currentThread().getName().startsWith("http-nio");
              if (request && method.getName().equals("prepareStatement")) {
                STATEMENTS.incrementAndGet();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
