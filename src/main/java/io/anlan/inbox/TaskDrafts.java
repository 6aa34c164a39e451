package io.anlan.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people have typed into a task and not yet sent; it goes with the task. */
@Component
public class TaskDrafts {

  /** One person's draft of one task. */
  public record Draft(Map<String, Object> fields, Instant savedAt) {}

  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;

  TaskDrafts(JdbcClient jdbc, ObjectMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** Keeps the draft of an open task; the caller has checked that the person may see the task. */
  @Transactional
  public Instant save(String taskId, String username, Map<String, Object> fields) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into task_draft (task_id, username, fields, saved_at) values (?, ?, ?::jsonb, ?)
            on conflict (task_id, username)
              do update set fields = excluded.fields, saved_at = excluded.saved_at""")
        .params(taskId, username, write(fields), Timestamp.from(now))
        .update();
    return now;
  }

  @Transactional(readOnly = true)
  public Optional<Draft> find(String taskId, String username) {
    return jdbc.sql("select fields, saved_at from task_draft where task_id = ? and username = ?")
        .params(taskId, username)
        .query((rs, n) -> new Draft(read(rs.getString(1)), rs.getTimestamp(2).toInstant()))
        .optional();
  }

  private String write(Map<String, Object> fields) {
    try {
      return json.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> read(String fields) {
    try {
      return json.readValue(fields, FIELDS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
