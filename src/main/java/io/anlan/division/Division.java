package io.anlan.division;

import io.anlan.shared.Level;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Set;

/** One row of the national table of division codes. */
@Entity
class Division {

  static final String NATION = "000000000000";

  private static final Level[] LEVELS = {
    Level.NATION, Level.PROVINCE, Level.CITY, Level.DISTRICT, Level.STREET, Level.COMMUNITY
  };

  /** Rows that only group codes; no government stands behind them. */
  static final Set<String> PSEUDO = Set.of("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划");

  @Id private String code;

  @Column(nullable = false)
  private String name;

  private int kind;
  private String parentCode;
  private String administeredBy;

  protected Division() {}

  Division(String code, String name, int kind, String parentCode, String administeredBy) {
    this.code = code;
    this.name = name;
    this.kind = kind;
    this.parentCode = parentCode;
    this.administeredBy = administeredBy;
  }

  String code() {
    return code;
  }

  String name() {
    return name;
  }

  Level level() {
    return LEVELS[kind];
  }

  /**
   * The division that runs this one: development zones run streets the codes put elsewhere (代管).
   */
  String above() {
    return administeredBy != null ? administeredBy : parentCode;
  }

  boolean pseudo() {
    return PSEUDO.contains(name);
  }

  /** 类似社区 rows are statistical units such as a factory's housing; they cannot apply. */
  boolean community() {
    return level() == Level.COMMUNITY && !name.contains("类似社区");
  }

  DivisionView view() {
    return new DivisionView(code, name, level(), parentCode);
  }
}
