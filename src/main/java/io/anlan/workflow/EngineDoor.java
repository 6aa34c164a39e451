package io.anlan.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.SpinValues;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The engine's side of the door: its signed-in user, its typed values, its kind of error. */
@Component
class EngineDoor {

  private final ObjectProvider<TaskDoor> door;
  private final ObjectProvider<org.camunda.bpm.engine.IdentityService> identity;
  private final Accounts accounts;
  private final ObjectMapper json;
  private final Texts texts;

  EngineDoor(
      ObjectProvider<TaskDoor> door,
      ObjectProvider<org.camunda.bpm.engine.IdentityService> identity,
      Accounts accounts,
      ObjectMapper json,
      Texts texts) {
    this.door = door;
    this.identity = identity;
    this.accounts = accounts;
    this.json = json;
    this.texts = texts;
  }

  /** The person whom the engine's interface has signed in. */
  Actor actor() {
    Authentication authentication = identity.getObject().getCurrentAuthentication();
    if (authentication == null) throw new AuthorizationException("Nobody is signed in");
    return accounts
        .find(authentication.getUserId())
        .orElseThrow(() -> new AuthorizationException("This account is not active"));
  }

  void complete(String taskId, Map<String, Object> fields) {
    translated(
        () -> {
          Map<String, Object> plain = new HashMap<>();
          if (fields instanceof VariableMap typed) {
            typed.keySet().forEach(name -> plain.put(name, plain(name, typed.getValueTyped(name))));
          } else if (fields != null) {
            plain.putAll(fields);
          }
          return door.getObject().complete(actor(), taskId, plain);
        });
  }

  void claim(Actor actor, String taskId, boolean release) {
    translated(
        () -> {
          if (release) door.getObject().release(actor, taskId);
          else door.getObject().claim(actor, taskId);
          return null;
        });
  }

  VariableMap sheet(String taskId, Collection<String> names) {
    return translated(
        () -> {
          VariableMap variables = Variables.createVariables();
          door.getObject()
              .sheet(actor(), taskId)
              .forEach(
                  (name, value) -> {
                    if (names == null || names.contains(name))
                      variables.putValueTyped(name, typed(value));
                  });
          return variables;
        });
  }

  private TypedValue typed(Object value) {
    if (value instanceof String text) return Variables.stringValue(text);
    try {
      return SpinValues.jsonValue(json.writeValueAsString(value)).create();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value as the form meant it: JSON lists and objects read, dates as their text. */
  private Object plain(String name, TypedValue typed) {
    if (typed == null) return null;
    if (typed instanceof SerializableValue serialized
        && !(typed instanceof ObjectValue o && o.isDeserialized())) {
      try {
        String text = serialized.getValueSerialized();
        return text == null ? null : json.readValue(text, Object.class);
      } catch (JsonProcessingException e) {
        throw Problem.unreadableField(name, "wrong-type");
      }
    }
    Object value = typed.getValue();
    if (value instanceof Date date) {
      return LocalDate.ofInstant(date.toInstant(), ZoneId.of("Asia/Shanghai")).toString();
    }
    return value;
  }

  private <T> T translated(Supplier<T> act) {
    try {
      return act.get();
    } catch (Problem problem) {
      throw new WebApplicationException(response(problem));
    }
  }

  /** Tasklist shows the message only, so it names the fields. */
  private Response response(Problem problem) {
    List<Texts.FieldMessage> faults = texts.faults(problem);
    String message =
        faults.isEmpty()
            ? texts.detail(problem)
            : texts.detail(problem)
                + faults.stream()
                    .limit(20)
                    .map(f -> "\n" + texts.named(f))
                    .collect(Collectors.joining());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "Problem");
    body.put("message", message);
    body.put("code", problem.code());
    body.putAll(problem.properties());
    body.put("errors", faults);
    return Response.status(problem.status()).type(MediaType.APPLICATION_JSON).entity(body).build();
  }
}
