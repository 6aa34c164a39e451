package io.anlan.account;

import io.anlan.division.Offices;
import io.anlan.shared.CsvFile;
import io.anlan.shared.Level;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The people and offices of the demo, one row each in {@code demo/*.csv}. */
@Component
class DemoAccounts {

  static final String PASSWORD = "Anlan@2026";

  private final Offices offices;
  private final AccountRepository accounts;
  private final PasswordEncoder encoder;

  DemoAccounts(Offices offices, AccountRepository accounts, PasswordEncoder encoder) {
    this.offices = offices;
    this.accounts = accounts;
    this.encoder = encoder;
  }

  void create() {
    for (CSVRecord row : CsvFile.of("demo/offices.csv").rows()) {
      String departments = row.get("departments");
      offices.establish(
          row.get("code"),
          row.get("name"),
          Level.valueOf(row.get("level")),
          Set.of(),
          departments == null ? List.of() : List.of(departments.split(" ")));
    }
    // One hash for all: bcrypt is slow on purpose, and the password is public anyway.
    String hash = encoder.encode(PASSWORD);
    accounts.saveAll(
        CsvFile.of("demo/accounts.csv").rows().stream().map(row -> account(row, hash)).toList());
  }

  private static Account account(CSVRecord row, String hash) {
    var grant = new Grant(Role.valueOf(row.get("role")), row.get("office"), row.get("kind"));
    String username = row.get("username");
    return new Account(username, username, row.get("name"), hash, List.of(grant));
  }
}
