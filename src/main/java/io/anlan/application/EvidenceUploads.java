package io.anlan.application;

import io.anlan.account.Actor;
import io.anlan.evidence.Evidence;
import io.anlan.evidence.EvidenceView;
import io.anlan.evidence.Unfinished;
import io.anlan.evidence.Uploads;
import io.anlan.shared.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Proofs sent piece by piece. The pieces are nobody's but their sender's; only the end is an act on
 * the file, and it is the same as that of an ordinary upload.
 */
@Component
public class EvidenceUploads {

  private final Assessments assessments;
  private final Evidence evidence;
  private final Uploads uploads;

  EvidenceUploads(Assessments assessments, Evidence evidence, Uploads uploads) {
    this.assessments = assessments;
    this.evidence = evidence;
    this.uploads = uploads;
  }

  /** Begins, or finds what was begun; whoever may not add the proof is told before sending it. */
  public Unfinished begin(
      Actor actor,
      String number,
      String target,
      String caption,
      String fileName,
      long size,
      long lastModified) {
    assessments.requireOpen(actor, number, target, caption);
    return uploads.begin(number, target, caption, fileName, size, lastModified, actor.username());
  }

  /** What this person has begun on the file and not finished. */
  public List<Unfinished> of(Actor actor, String number) {
    return uploads.of(number, actor.username());
  }

  public Unfinished get(Actor actor, String number, String id) {
    return uploads.get(number, id, actor.username());
  }

  public Unfinished append(Actor actor, String number, String id, long offset, InputStream piece)
      throws IOException {
    return uploads.append(get(actor, number, id), offset, piece);
  }

  /**
   * Makes evidence of what has been received. Asked again, because the answer was lost, it gives
   * the same; what is refused is dropped, for sending the same bytes again would not help.
   */
  public EvidenceView finish(Actor actor, String number, String id) throws IOException {
    Optional<EvidenceView> finished = evidence.find(id).filter(e -> e.number().equals(number));
    if (finished.isPresent()) return finished.get();
    Unfinished upload = get(actor, number, id);
    try (InputStream in = uploads.open(upload)) {
      EvidenceView stored =
          assessments.addEvidence(
              actor, number, upload.target(), upload.caption(), upload.fileName(), in, id);
      uploads.drop(upload);
      return stored;
    } catch (DuplicateKeyException another) {
      // The same upload was finished at the same time, in another tab.
      return evidence.find(id).orElseThrow(() -> another);
    } catch (Problem refused) {
      if (refused.status() == 413 || refused.status() == 422) uploads.drop(upload);
      throw refused;
    }
  }

  public void abandon(Actor actor, String number, String id) {
    uploads.drop(get(actor, number, id));
  }
}
