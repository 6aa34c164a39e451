package io.anlan.visit;

import io.anlan.visit.Exif.Place;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When and where a photograph was taken, as far as it can be believed.
 *
 * @param accuracy in metres
 */
record PhotoOrigin(
    Instant deviceAt,
    Instant takenAt,
    BigDecimal latitude,
    BigDecimal longitude,
    BigDecimal accuracy,
    Set<PhotoMark> marks) {

  private static final Duration OLDEST = Duration.ofDays(30);
  private static final double FARTHEST_METRES = 2000;
  private static final double EARTH_METRES = 6_371_000;
  private static final double MAX_ACCURACY = 10_000_000;

  /** What the device said; each may be null. */
  record Device(Instant at, Double latitude, Double longitude, Double accuracy) {}

  /**
   * @param opened when the visit began to be prepared; nothing was taken before
   * @param tolerance by how much a device's clock may be ahead; what is behind may have waited for
   *     a connection
   */
  static PhotoOrigin of(Device device, Exif exif, Instant opened, Instant now, Duration tolerance) {
    Set<PhotoMark> marks = EnumSet.noneOf(PhotoMark.class);
    if (odd(device.at, opened, now, tolerance) || odd(exif.takenAt(), opened, now, tolerance)) {
      marks.add(PhotoMark.CLOCK);
    }
    Place place = null;
    if (device.latitude != null || device.longitude != null) {
      place = Place.of(device.latitude, device.longitude);
      if (place == null) marks.add(PhotoMark.POSITION);
    }
    if (place != null && exif.place() != null) {
      if (metres(place, exif.place()) > FARTHEST_METRES) marks.add(PhotoMark.PLACE);
    }
    BigDecimal accuracy = place == null ? null : accuracy(device.accuracy);
    if (place == null) place = exif.place();
    return new PhotoOrigin(
        device.at,
        exif.takenAt(),
        place == null ? null : degrees(place.latitude()),
        place == null ? null : degrees(place.longitude()),
        accuracy,
        marks);
  }

  private static boolean odd(Instant at, Instant opened, Instant now, Duration tolerance) {
    return at != null
        && (at.isAfter(now.plus(tolerance))
            || at.isBefore(opened.minus(tolerance))
            || at.isBefore(now.minus(OLDEST)));
  }

  private static BigDecimal accuracy(Double metres) {
    // Written so that "not a number" fails it.
    if (metres == null || !(metres >= 0 && metres <= MAX_ACCURACY)) return null;
    return BigDecimal.valueOf(metres).setScale(1, RoundingMode.HALF_UP);
  }

  private static BigDecimal degrees(double degrees) {
    return BigDecimal.valueOf(degrees).setScale(6, RoundingMode.HALF_UP);
  }

  /** Along the surface. */
  private static double metres(Place a, Place b) {
    double north = Math.toRadians(b.latitude() - a.latitude());
    double east = Math.toRadians(b.longitude() - a.longitude());
    double h =
        Math.pow(Math.sin(north / 2), 2)
            + Math.cos(Math.toRadians(a.latitude()))
                * Math.cos(Math.toRadians(b.latitude()))
                * Math.pow(Math.sin(east / 2), 2);
    return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  String markWords() {
    return marks.stream().map(PhotoMark::name).collect(Collectors.joining(" "));
  }
}
