package io.anlan.visit;

import io.anlan.division.Offices;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.shared.TableFile;
import io.anlan.shared.TableFile.Row;
import io.anlan.shared.Texts;
import io.anlan.visit.Expert.State;
import io.anlan.visit.ExpertDraft.TieDraft;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An uploaded list of experts; its columns are Chinese, as the template has them. */
public final class ExpertTable {

  private static final int MOST = 500;
  private static final String FIELD = "table";

  /** The columns, in the order of the template. */
  enum Column {
    USERNAME("账号"),
    NAME("姓名"),
    UNIT("单位"),
    DEPARTMENT("部门"),
    SPECIALITIES("专业"),
    TERRITORY("服务区域"),
    QUALIFICATION("资格"),
    QUALIFIED_UNTIL("资格有效期"),
    STATE("状态"),
    LIVES("居住地"),
    WORKS("工作地"),
    WORKED("曾工作地");

    private final String title;

    Column(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** One expert of the table. */
  record Line(int number, String username, String name, ExpertDraft draft, List<Fault> faults) {

    private Fault fault(Column column, String code, Object... args) {
      return new Fault(ExpertTable.at(number, column), code, args);
    }

    /** Where a field of the draft stands in the table. */
    String at(String field) {
      Column column =
          switch (field) {
            case "unit" -> Column.UNIT;
            case "department" -> Column.DEPARTMENT;
            case "specialities" -> Column.SPECIALITIES;
            case "territory" -> Column.TERRITORY;
            case "qualification" -> Column.QUALIFICATION;
            case "qualifiedUntil" -> Column.QUALIFIED_UNTIL;
            case "state" -> Column.STATE;
            case "ties" -> Column.LIVES;
            default -> Column.valueOf(draft.ties().get(index(field)).kind());
          };
      return ExpertTable.at(number, column);
    }

    private static int index(String field) {
      return Integer.parseInt(field.substring(field.indexOf('[') + 1, field.indexOf(']')));
    }

    /** The account is no expert of this office. */
    Fault stranger(boolean known) {
      return fault(Column.USERNAME, known ? "expert-no-role" : "expert-no-account", username);
    }

    /** A name that is not the account's: a line has slipped. */
    Optional<Fault> otherName(String accountsName) {
      return name == null || name.equals(accountsName)
          ? Optional.empty()
          : Optional.of(fault(Column.NAME, "expert-other-name", username, accountsName));
    }
  }

  private final List<Line> lines = new ArrayList<>();

  /**
   * @param texts whose Chinese words for departments, specialities and states the table uses
   * @throws Problem 413 or 422 on {@code table} when it is no such table
   */
  public ExpertTable(String fileName, InputStream in, Texts texts) {
    TableFile.Table file = TableFile.read(FIELD, fileName, in);
    List<Fault> missing =
        Arrays.stream(Column.values())
            .filter(column -> !file.columns().contains(column.title))
            .map(column -> new Fault(at(1, column), "no-column"))
            .toList();
    if (!missing.isEmpty()) throw Problem.fields(missing);
    if (file.rows().isEmpty()) throw Problem.field(FIELD, "table-empty");
    if (file.rows().size() > MOST) throw Problem.field(FIELD, "table-too-long", MOST);
    Map<String, Integer> first = new HashMap<>();
    for (Row row : file.rows()) lines.add(line(row, texts, first));
  }

  private static Line line(Row row, Texts texts, Map<String, Integer> first) {
    String username = cell(row, Column.USERNAME);
    List<Fault> faults = new ArrayList<>();
    if (username == null) faults.add(new Fault(at(row.number(), Column.USERNAME), "required"));
    else {
      Integer before = first.putIfAbsent(username, row.number());
      if (before != null) {
        faults.add(new Fault(at(row.number(), Column.USERNAME), "username-twice", before));
      }
    }
    return new Line(row.number(), username, cell(row, Column.NAME), draft(row, texts), faults);
  }

  private static ExpertDraft draft(Row row, Texts texts) {
    List<TieDraft> ties = new ArrayList<>();
    parts(row, Column.LIVES).forEach(place -> ties.add(new TieDraft("LIVES", place, null)));
    parts(row, Column.WORKS).forEach(place -> ties.add(new TieDraft("WORKS", place, null)));
    former(row).forEach(ties::add);
    return new ExpertDraft(
        cell(row, Column.UNIT),
        name("department.", Offices.DEPARTMENTS.stream(), cell(row, Column.DEPARTMENT), texts),
        parts(row, Column.SPECIALITIES)
            .map(word -> name("speciality.", names(Speciality.values()), word, texts))
            .toList(),
        cell(row, Column.TERRITORY),
        cell(row, Column.QUALIFICATION),
        cell(row, Column.QUALIFIED_UNTIL),
        name("expert.state.", names(State.values()), cell(row, Column.STATE), texts),
        ties,
        null);
  }

  /** The name of what this Chinese word means; the word itself where it means nothing. */
  private static String name(String prefix, Stream<String> names, String word, Texts texts) {
    return names
        .filter(name -> name.equals(word) || texts.chinese(prefix + name).equals(word))
        .findFirst()
        .orElse(word);
  }

  private static Stream<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name);
  }

  /** Such as 370303005000 至 2024-06-30，several behind semicolons. */
  private static Stream<TieDraft> former(Row row) {
    String cell = cell(row, Column.WORKED);
    if (cell == null) return Stream.empty();
    return Arrays.stream(cell.split("[；;\\n]"))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(part -> part.split("[\\s至到]+", 2))
        .map(part -> new TieDraft("WORKED", part[0], part.length > 1 ? part[1] : null));
  }

  private static Stream<String> parts(Row row, Column column) {
    String cell = cell(row, column);
    return cell == null
        ? Stream.empty()
        : Arrays.stream(cell.split("[、,，；;\\s]+")).filter(part -> !part.isEmpty());
  }

  private static String cell(Row row, Column column) {
    String cell = row.get(column.title);
    return cell == null || cell.isBlank() ? null : cell.strip();
  }

  private static String at(int line, Column column) {
    return FIELD + "/" + line + "/" + column.title;
  }

  List<Line> lines() {
    return lines;
  }

  List<String> usernames() {
    return lines.stream().map(Line::username).filter(u -> u != null).toList();
  }
}
