package io.anlan.division;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anlan.shared.CsvFile;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Routes over the shipped codes, with streets made up where the files end at the counties. */
class RouteTest {

  private static final String PANYUAN = "370303005003";

  private final Map<String, Division> country = shipped();
  private final List<Office> offices = new ArrayList<>();

  @Test
  void anOrdinaryDistrictHasAllFiveLevels() {
    assertThat(stops(PANYUAN))
        .containsExactly(
            "STREET 370303005000",
            "DISTRICT 370303000000",
            "CITY 370300000000",
            "PROVINCE 370000000000",
            "NATION 000000000000");
  }

  @Test
  void aMunicipalityHasNoCity() {
    String community = communityOf(streetOf("110101000000"));
    assertThat(levels(community))
        .containsExactly(Level.STREET, Level.DISTRICT, Level.PROVINCE, Level.NATION);
  }

  @Test
  void aCountyOfAMunicipalityHasNoCity() {
    String community = communityOf(streetOf("500229000000"));
    assertThat(levels(community))
        .containsExactly(Level.STREET, Level.DISTRICT, Level.PROVINCE, Level.NATION);
  }

  @Test
  void aCountyDirectlyUnderItsProvinceHasNoCity() {
    String community = communityOf(streetOf("429004000000"));
    assertThat(levels(community))
        .containsExactly(Level.STREET, Level.DISTRICT, Level.PROVINCE, Level.NATION);
  }

  @Test
  void aCityWithoutDistrictsHasNoDistrict() {
    String community = communityOf(streetOf("441900000000"));
    assertThat(stops(community))
        .containsExactly(
            "STREET 441900001000",
            "CITY 441900000000",
            "PROVINCE 440000000000",
            "NATION 000000000000");
  }

  @Test
  void aStreetClimbsToWhoeverAdministersIt() {
    put("370303005000", "科苑街道", 4, "370303000000", "370305000000");
    assertThat(stops(PANYUAN)).contains("DISTRICT 370305000000").hasSize(5);
  }

  @Test
  void aStreetRunByTheCityHasNoDistrict() {
    put("370303005000", "科苑街道", 4, "370303000000", "370300000000");
    assertThat(levels(PANYUAN))
        .containsExactly(Level.STREET, Level.CITY, Level.PROVINCE, Level.NATION);
  }

  @Test
  void anOfficeThatServesTheStreetComesBeforeTheDistrictsOwn() {
    offices.add(
        new Office("370305000000", "高新区减灾办", Level.DISTRICT, Set.of("370303005000"), Set.of()));
    assertThat(stops(PANYUAN)).contains("STREET 370303005000", "DISTRICT 370305000000").hasSize(5);
  }

  @Test
  void theNearestDivisionServedWins() {
    offices.add(new Office("370302000000", "近", Level.DISTRICT, Set.of("370303005000"), Set.of()));
    offices.add(new Office("370305000000", "远", Level.DISTRICT, Set.of("370303000000"), Set.of()));
    assertThat(stops(PANYUAN)).contains("DISTRICT 370302000000");
  }

  @Test
  void aCommunityWithoutAStreetStartsAtItsDistrict() {
    put("370303900001", "园区社区", 5, "370303000000", null);
    assertThat(levels("370303900001"))
        .containsExactly(Level.DISTRICT, Level.CITY, Level.PROVINCE, Level.NATION);
  }

  @Test
  void onlyCommunitiesApply() {
    assertThatThrownBy(() -> stops("370303005000")).isInstanceOf(Problem.class);
    // 南定热电厂类似社区居委会
    assertThatThrownBy(() -> stops("370303101403")).isInstanceOf(Problem.class);
  }

  @Test
  void aCircleOfAdministratorsIsReported() {
    put("370303000000", "张店区", 3, "370300000000", "370303005000");
    assertThatThrownBy(() -> stops(PANYUAN)).isInstanceOf(IllegalStateException.class);
  }

  private String streetOf(String code) {
    String street = code.substring(0, 6) + "001000";
    put(street, "试验街道", 4, code, null);
    return street;
  }

  private String communityOf(String street) {
    String community = street.substring(0, 9) + "001";
    put(community, "试验社区", 5, street, null);
    return community;
  }

  private void put(String code, String name, int kind, String parent, String administeredBy) {
    country.put(code, new Division(code, name, kind, parent, administeredBy));
  }

  private List<String> stops(String community) {
    return route(community).stops().stream().map(s -> s.level() + " " + s.office()).toList();
  }

  private List<Level> levels(String community) {
    return route(community).stops().stream().map(Stop::level).toList();
  }

  private Route route(String community) {
    return Route.along(Way.up(community, code -> Optional.ofNullable(country.get(code))), offices);
  }

  private static Map<String, Division> shipped() {
    var files =
        Stream.of("counties", "zhangdian", "linzi")
            .map(name -> CsvFile.of("data/divisions_" + name + ".csv"))
            .toList();
    Map<String, Division> country = new HashMap<>();
    for (Object[] row : DivisionImport.rows(files)) {
      var division =
          new Division((String) row[0], (String) row[1], (Integer) row[2], (String) row[3], null);
      country.put(division.code(), division);
    }
    return country;
  }
}
