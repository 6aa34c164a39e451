package io.anlan.visit;

import io.anlan.application.Stage;
import io.anlan.shared.Level;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The sheet of a visit as its reader may see it.
 *
 * @param me the reader's user name
 * @param stage whose points these are
 * @param writable whether the reader may write in it now
 * @param results whether findings, photographs and points are shown to this reader
 * @param proofs whether the reader may open the community's proofs
 * @param names of whoever wrote something, by user name
 */
public record VisitSheet(
    long id,
    String number,
    String community,
    String address,
    String contactName,
    String contactPhone,
    Level level,
    Stage stage,
    Visit.State state,
    LocalDate plannedOn,
    String me,
    boolean writable,
    boolean results,
    boolean proofs,
    List<TeamMember> team,
    List<ItemView> items,
    List<FindingView> findings,
    List<PhotoView> photos,
    List<MinuteView> minutes,
    List<SignatureView> signatures,
    Map<String, String> names) {

  public boolean concluded() {
    return state.concluded();
  }

  /** Whether the reader, who leads the team, has to conclude now. */
  public boolean concludes() {
    return state == Visit.State.CONCLUDING
        && team.stream().anyMatch(m -> m.leader() && m.username().equals(me));
  }

  /** The findings of an item; those of the community as a whole where it is null. */
  public List<FindingView> findingsAt(String item) {
    return findings.stream().filter(f -> Objects.equals(f.item(), item)).toList();
  }

  /** The photographs of an item that show no finding. */
  public List<PhotoView> photosAt(String item) {
    return photos.stream()
        .filter(p -> Objects.equals(p.item(), item))
        .filter(p -> findings.stream().noneMatch(f -> f.id().equals(p.findingId())))
        .toList();
  }

  public List<PhotoView> photosOf(UUID finding) {
    return photos.stream().filter(p -> finding.equals(p.findingId())).toList();
  }

  /** A member of the team who was asked, comes or came. */
  public record TeamMember(String username, String name, Member.State state, boolean leader) {}

  /**
   * An item to be looked at on the spot.
   *
   * @param claim what the community says, without its points
   */
  public record ItemView(
      String code,
      String area,
      String indicator,
      String text,
      BigDecimal maxPoints,
      String hint,
      String claim,
      List<Proof> proofs,
      ItemScores scores) {}

  public record Proof(
      String id, String fileName, String caption, String kind, boolean picturable) {}

  /**
   * The points of one item.
   *
   * @param points the reader's own; null before they are given
   * @param reasonNeeded whether the reader's points differ from the earlier ones without a reason
   * @param earlier null as long as they are hidden
   * @param members what the members of the team gave; null as long as that is hidden
   */
  public record ItemScores(
      String item,
      BigDecimal points,
      String reason,
      Instant scoredAt,
      boolean reasonNeeded,
      Map<Stage, Given> earlier,
      List<Given> members) {}

  /** Points with the name of who gave them. */
  public record Given(BigDecimal points, String reason, String name) {}

  /**
   * @param item null where the community as a whole is meant
   * @param removedAt null as long as it stands
   * @param response the community's answer; null where there is none
   * @param accepted whether the leader is content; null where that is open
   */
  public record FindingView(
      UUID id,
      String item,
      Severity severity,
      String text,
      Instant deviceAt,
      Instant recordedAt,
      Instant removedAt,
      String by,
      String response,
      Instant respondedAt,
      Boolean accepted) {}

  /** How grave a finding is. */
  public enum Severity {
    MINOR,
    MAJOR,
    /** A single one bars the naming (一票否决). */
    VETO
  }

  /**
   * @param deviceAt by the device's clock
   * @param takenAt by the picture itself
   * @param receivedAt by ours
   * @param accuracy in metres
   * @param removedAt null as long as it stands
   */
  public record PhotoView(
      UUID id,
      UUID findingId,
      String item,
      String evidence,
      String fileName,
      String sha256,
      Instant deviceAt,
      Instant takenAt,
      Instant receivedAt,
      BigDecimal latitude,
      BigDecimal longitude,
      BigDecimal accuracy,
      List<PhotoMark> marks,
      Instant removedAt,
      String by) {}

  /**
   * @param version 0 where nothing stands yet
   */
  public record MinuteView(
      Section section, String text, int version, String by, Instant writtenAt) {}

  /** A part of the minutes, in the order of the day. */
  public enum Section {
    /** 首次会议 */
    OPENING,
    /** 文件验收 */
    PAPERS,
    /** 现场验收 */
    SITE,
    /** 沟通 */
    EXCHANGE,
    /** 末次会议 */
    CLOSING
  }

  public record SignatureView(String by, String evidence, Instant signedAt) {}
}
