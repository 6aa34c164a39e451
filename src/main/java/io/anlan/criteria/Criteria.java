package io.anlan.criteria;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anlan.shared.Administered;
import io.anlan.shared.Problem;
import io.anlan.shared.TableFile;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The versions of the criteria. */
@Component
@Transactional
public class Criteria {

  private record Content(List<Item> items, List<Condition> conditions) {}

  /** A version in a list. */
  public record Summary(String id, String name) {}

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  // Versions never change, so what was read once stays right.
  private final Map<String, CriteriaVersion> cache = new ConcurrentHashMap<>();

  Criteria(JdbcClient jdbc, ObjectMapper json, Clock clock, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.events = events;
  }

  /**
   * @throws Problem 404 when there is no such version
   */
  @Transactional(readOnly = true)
  public CriteriaVersion version(String id) {
    CriteriaVersion known = cache.get(id);
    if (known != null) return known;
    CriteriaVersion read =
        jdbc.sql("select id, name, content from criteria_version where id = ?")
            .param(id)
            .query(
                (rs, n) -> {
                  Content content = read(rs.getString("content"));
                  return new CriteriaVersion(
                      rs.getString("id"), rs.getString("name"), content.items, content.conditions);
                })
            .optional()
            .orElseThrow(Problem::notFound);
    cache.put(id, read);
    return read;
  }

  /**
   * What the later version has otherwise than the former, row by row.
   *
   * @throws Problem 404 when there is no such version
   */
  @Transactional(readOnly = true)
  public List<CriteriaChange> changes(String former, String later) {
    return CriteriaChange.between(version(former), version(later));
  }

  @Transactional(readOnly = true)
  public boolean exists(String id) {
    return jdbc.sql("select count(*) from criteria_version where id = ?")
            .param(id)
            .query(Long.class)
            .single()
        > 0;
  }

  @Transactional(readOnly = true)
  public List<Summary> all() {
    return jdbc.sql("select id, name from criteria_version order by imported_at, id limit 200")
        .query((rs, n) -> new Summary(rs.getString(1), rs.getString(2)))
        .list();
  }

  /**
   * Stores a new version from a scoring table and its basic conditions.
   *
   * @throws Problem 409 when the id is taken, 422 with a fault for each broken rule of the tables
   */
  public CriteriaVersion importVersion(
      String id,
      String name,
      String itemsName,
      InputStream items,
      String conditionsName,
      InputStream conditions) {
    if (id == null || !id.matches("[A-Za-z0-9._-]{1,64}")) throw Problem.field("id", "criteria-id");
    if (name == null || name.isBlank()) throw Problem.field("name", "required");
    if (name.length() > 100) throw Problem.field("name", "criteria-name");
    if (exists(id)) throw Problem.conflict("criteria-exists", id);
    Content content =
        new Content(
            CriteriaTable.items(TableFile.read("items", itemsName, items)),
            CriteriaTable.conditions(TableFile.read("conditions", conditionsName, conditions)));
    jdbc.sql(
            "insert into criteria_version (id, name, content, imported_at) values (?, ?, ?::jsonb, ?)")
        .params(id, name.strip(), write(content), Timestamp.from(clock.instant()))
        .update();
    events.publishEvent(new Administered("CRITERIA_IMPORTED", id));
    return new CriteriaVersion(id, name.strip(), content.items, content.conditions);
  }

  private Content read(String content) {
    try {
      return json.readValue(content, Content.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String write(Content content) {
    try {
      return json.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
