package io.anlan.account;

import io.anlan.shared.PlainText;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.shared.TableFile;
import io.anlan.shared.TableFile.Row;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An uploaded list of people with the columns {@code username} and {@code name}. */
public final class AccountTable {

  private static final int MOST = 500;
  private static final int LONGEST_NAME = 64;

  /** As long as the trail keeps of whom a task was handed to. */
  private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,31}");

  /** Somebody who is to get an account. */
  record NewAccount(String username, String name) {

    NewAccount {
      username = username == null ? "" : username.strip();
      name = name == null ? "" : name.strip();
    }

    List<Fault> faults(String at) {
      List<Fault> faults = new ArrayList<>();
      if (username.isEmpty()) faults.add(new Fault(at + "username", "required"));
      else if (!USERNAME.matcher(username).matches()) {
        faults.add(new Fault(at + "username", "username-shape"));
      }
      if (name.isEmpty()) faults.add(new Fault(at + "name", "required"));
      else if (name.length() > LONGEST_NAME || name.lines().count() > 1 || !PlainText.is(name)) {
        faults.add(new Fault(at + "name", "name-shape", LONGEST_NAME));
      }
      return faults;
    }
  }

  private final Map<Integer, NewAccount> lines = new LinkedHashMap<>();

  /**
   * @throws Problem 413 or 422 on {@code table} when it is no such table
   */
  public AccountTable(String fileName, InputStream in) {
    TableFile.Table file = TableFile.read("table", fileName, in);
    for (String column : List.of("username", "name")) {
      if (!file.columns().contains(column)) throw Problem.field("table/1/" + column, "no-column");
    }
    if (file.rows().isEmpty()) throw Problem.field("table", "table-empty");
    if (file.rows().size() > MOST) throw Problem.field("table", "table-too-long", MOST);
    for (Row row : file.rows()) {
      lines.put(row.number(), new NewAccount(row.get("username"), row.get("name")));
    }
  }

  /** What is wrong with the table by itself. */
  List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    Map<String, Integer> first = new LinkedHashMap<>();
    lines.forEach(
        (line, account) -> {
          faults.addAll(account.faults(at(line)));
          Integer before = first.putIfAbsent(account.username(), line);
          if (before != null && !account.username().isEmpty()) {
            faults.add(new Fault(at(line) + "username", "username-twice", before));
          }
        });
    return faults;
  }

  Fault taken(String username) {
    int line =
        lines.entrySet().stream()
            .filter(e -> e.getValue().username().equals(username))
            .findFirst()
            .orElseThrow()
            .getKey();
    return new Fault(at(line) + "username", "username-taken", username);
  }

  private static String at(int line) {
    return "table/" + line + "/";
  }

  /** The table as text, which reads as it does. */
  public String csv() {
    return lines.values().stream()
        .map(a -> quoted(a.username()) + "," + quoted(a.name()))
        .collect(Collectors.joining("\n", "username,name\n", "\n"));
  }

  private static String quoted(String cell) {
    return "\"" + cell.replace("\"", "\"\"") + "\"";
  }

  List<String> usernames() {
    return accounts().stream().map(NewAccount::username).toList();
  }

  List<NewAccount> accounts() {
    return List.copyOf(lines.values());
  }
}
