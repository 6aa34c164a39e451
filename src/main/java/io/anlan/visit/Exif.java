package io.anlan.visit;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;

/** What a photograph says of itself; cameras write JPEG, and other formats are not asked. */
record Exif(Instant takenAt, Place place) {

  private static final Exif NOTHING = new Exif(null, null);

  /** Cameras write it at the head; no more is read into memory. */
  private static final int HEAD = 4 << 20;

  record Place(double latitude, double longitude) {

    /** Null where there is no such place. */
    static Place of(Double latitude, Double longitude) {
      // Written so that "not a number" fails it.
      boolean real =
          latitude != null
              && longitude != null
              && Math.abs(latitude) <= 90
              && Math.abs(longitude) <= 180;
      return real ? new Place(latitude, longitude) : null;
    }
  }

  /**
   * @param zone of the camera, where it does not name one
   */
  static Exif of(InputStream photo, ZoneId zone) {
    try {
      Metadata found =
          JpegMetadataReader.readMetadata(
              new ByteArrayInputStream(photo.readNBytes(HEAD)), List.of(new ExifReader()));
      return new Exif(takenAt(found, zone), place(found));
    } catch (JpegProcessingException | IOException | RuntimeException unreadable) {
      return NOTHING;
    }
  }

  private static Instant takenAt(Metadata found, ZoneId zone) {
    var directory = found.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
    if (directory == null) return null;
    Date at = directory.getDateOriginal(TimeZone.getTimeZone(zone));
    return at == null ? null : at.toInstant();
  }

  private static Place place(Metadata found) {
    var directory = found.getFirstDirectoryOfType(GpsDirectory.class);
    GeoLocation at = directory == null ? null : directory.getGeoLocation();
    return at == null || at.isZero() ? null : Place.of(at.getLatitude(), at.getLongitude());
  }
}
