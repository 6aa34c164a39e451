package io.anlan.access;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every call that a JAX-RS resource answers, sub-resources included. */
final class EngineCalls {

  /** One call, such as {@code POST /task/{id}/claim}. */
  record Call(String method, String path) implements Comparable<Call> {

    @Override
    public int compareTo(Call other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private EngineCalls() {}

  static TreeSet<Call> of(Class<?> resource, String prefix) {
    TreeSet<Call> calls = new TreeSet<>();
    for (Method method : resource.getMethods()) {
      String path = join(prefix, path(method).orElse(""));
      Optional<String> verb = verb(method);
      if (verb.isPresent()) calls.add(new Call(verb.get(), path));
      else if (path(method).isPresent()) calls.addAll(of(method.getReturnType(), path));
    }
    return calls;
  }

  private static Optional<String> path(Method method) {
    return Optional.ofNullable(method.getAnnotation(Path.class)).map(Path::value);
  }

  private static Optional<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .map(type -> type.getAnnotation(HttpMethod.class))
        .flatMap(found -> found == null ? Stream.empty() : Stream.of(found.value()))
        .findFirst();
  }

  /** One slash between the parts, none at the end; {@code {name:.+}} becomes {@code {name}}. */
  private static String join(String prefix, String path) {
    String joined = (prefix + "/" + path).replaceAll("\\{\\s*(\\w+)[^}]*}", "{$1}");
    return joined.replaceAll("/+", "/").replaceAll("(.)/$", "$1");
  }
}
