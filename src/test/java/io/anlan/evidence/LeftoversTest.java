package io.anlan.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.shared.Tier;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was left in the middle goes after a day, and not before. */
@RunningAnlan
class LeftoversTest {

  private static final byte[] SOME = {1, 2, 3};

  @Autowired Leftovers leftovers;
  @Autowired Uploads uploads;
  @Autowired Walk walk;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;

  @Value("${anlan.data}")
  Path data;

  @Test
  void afterADayItGoes() throws IOException {
    String number = walk.draft("guoxin", walk.freshRound(Tier.NATIONAL));
    Unfinished fresh = begun(number, "新.mp4", Duration.ofHours(23));
    Unfinished old = begun(number, "旧.mp4", Duration.ofHours(25));
    Path torn = Files.write(data.resolve("evidence/incoming/upload-torn.part"), SOME);
    Files.setLastModifiedTime(torn, FileTime.from(clock.instant().minus(Duration.ofDays(2))));

    leftovers.remove();

    assertThat(torn).doesNotExist();
    assertThat(part(old)).doesNotExist();
    assertThat(part(fresh)).exists();
    assertThat(uploads.of(number, "guoxin")).extracting(Unfinished::id).containsExactly(fresh.id());
    uploads.drop(fresh);
  }

  private Unfinished begun(String number, String name, Duration ago) throws IOException {
    Unfinished upload = uploads.begin(number, "item/1.1.1", null, name, 9, 0, "guoxin");
    upload = uploads.append(upload, 0, new ByteArrayInputStream(SOME));
    Instant touched = clock.instant().minus(ago);
    jdbc.sql("update unfinished_upload set touched_at = ? where id = ?")
        .params(Timestamp.from(touched), upload.id())
        .update();
    return upload;
  }

  private Path part(Unfinished upload) {
    return data.resolve("evidence/unfinished/" + upload.id() + ".part");
  }
}
