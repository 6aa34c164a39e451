package io.anlan.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.anlan.shared.Tier;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Samples;
import io.anlan.support.Walk;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.util.FileSystemUtils;

/** Proofs as pictures: upright, page by page, and never an error page whatever was uploaded. */
@RunningAnlan
class EvidencePagesTest {

  @Autowired Walk walk;
  @Autowired Client client;

  @Value("${anlan.data}")
  Path data;

  private String number;
  private Client.As panyuan;

  @BeforeEach
  void aDraft() {
    number = walk.draft("panyuan", walk.freshRound(Tier.NATIONAL));
    panyuan = client.signedIn("panyuan");
  }

  /** The address of an upload's pictures. */
  private String proof(String name, byte[] bytes) {
    Answer answer =
        client
            .as("panyuan")
            .upload(
                "/api/applications/" + number + "/evidence",
                Map.of("item", "1.1.1", "caption", "说明"),
                name,
                bytes);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return "/applications/" + number + "/evidence/" + answer.body().path("id").asText();
  }

  private BufferedImage picture(String path) throws IOException {
    Answer answer = panyuan.get(path);
    assertThat(answer.status()).as(path).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
        .contains("private")
        .contains("no-cache");
    assertThat(answer.headers().allValues("Content-Security-Policy"))
        .containsExactly("sandbox; default-src 'none'");
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    return ImageIO.read(new ByteArrayInputStream(answer.bytes()));
  }

  @Test
  void aPhotographStandsUprightAndIsNoLargerThanAScreen() throws IOException {
    String photo = proof("演练.jpg", Samples.turnedPhoto(2400, 1800));
    BufferedImage page = picture(photo + "/pages/1");
    assertThat(page.getWidth()).isEqualTo(1200);
    assertThat(page.getHeight()).isEqualTo(1600);
    assertThat(new Color(page.getRGB(600, 200)).getRed())
        .as("its left is on top")
        .isGreaterThan(200);
    assertThat(new Color(page.getRGB(600, 1400)).getBlue()).isGreaterThan(200);
    BufferedImage thumbnail = picture(photo + "/thumbnail");
    assertThat(thumbnail.getWidth()).isEqualTo(120);
    assertThat(thumbnail.getHeight()).isEqualTo(160);
    FileSystemUtils.deleteRecursively(data.resolve("pictures"));
    assertThat(picture(photo + "/thumbnail").getHeight()).as("drawn anew").isEqualTo(160);
  }

  @Test
  void theBrowserAsksAgainAndIsToldThatNothingChanged() {
    String path = proof("图.webp", Samples.webp()) + "/thumbnail";
    String tag = panyuan.get(path).headers().firstValue("ETag").orElseThrow();
    assertThat(panyuan.header("If-None-Match", tag).get(path).status()).isEqualTo(304);
  }

  @Test
  void aDocumentIsLeafedThroughPageByPage() throws IOException {
    String plan = proof("预案.pdf", Samples.pdf(10));
    BufferedImage tenth = picture(plan + "/pages/10");
    assertThat(tenth.getHeight()).isEqualTo(1600);
    assertThat(panyuan.get(plan + "/pages/11").status()).isEqualTo(404);
    assertThat(panyuan.get(plan + "/pages/0").status()).isEqualTo(404);
    String page = panyuan.get(plan + "/view?page=9").text();
    assertThat(page).contains("第 9 页，共 10 页", "/pages/9\"", "page=8", "page=10", "下载原件");
    assertThat(panyuan.get(plan + "/view?page=-3").text()).contains("第 1 页，共 10 页");
    assertThat(panyuan.get(plan + "/view?page=4711").text()).contains("第 10 页，共 10 页");
  }

  @Test
  void whatCannotBeShownIsSaidAndCanBeDownloaded() {
    refused("坏.pdf", Samples.ascii("%PDF-1.4\nnothing here\n%%EOF\n"), "读不出画面");
    refused("密.pdf", Samples.lockedPdf(), "打开密码");
    refused("大.png", Samples.pngBomb(), "画面太大");
    String minutes = proof("纪要.docx", Samples.docx());
    assertThat(panyuan.get(minutes + "/view").text()).contains("这种文件不能在页面里显示");
    assertThat(panyuan.get(minutes + "/thumbnail").status()).isEqualTo(404);
  }

  private void refused(String name, byte[] bytes, String why) {
    String proof = proof(name, bytes);
    for (int again = 0; again < 2; again++) {
      Answer page = panyuan.get(proof + "/view");
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.text()).contains(why, "下载原件").doesNotContain("<img");
      assertThat(panyuan.get(proof + "/pages/1").status()).isEqualTo(422);
    }
    assertThat(panyuan.get(proof + "/thumbnail").status()).isEqualTo(422);
  }

  @Test
  void aPictureIsThatOfItsOwnFileOnly() {
    String photo = proof("图.png", Samples.png());
    String other = walk.draft("guoxin", walk.freshRound(Tier.MUNICIPAL));
    String id = photo.substring(photo.lastIndexOf('/') + 1);
    String elsewhere = "/applications/" + other + "/evidence/" + id;
    assertThat(panyuan.get(elsewhere + "/thumbnail").status()).isEqualTo(404);
    assertThat(client.signedIn("guoxin").get(elsewhere + "/view").status()).isEqualTo(404);
    assertThat(client.signedIn("guoxin").get(photo + "/pages/1").status()).isEqualTo(404);
  }

  @Test
  void theSealedScanIsUploadedWhereTheSheetIsPrinted() {
    walk.does("panyuan", number, "userTask_selfAssess", Map.of("confirmed", true));
    walk.does("keyuan", number, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
    String file = "/applications/" + number;
    Client.As leader = client.signedIn("keyuan-leader");
    for (String page : new String[] {"", "/sheet", "/opinions"}) {
      assertThat(leader.get(file + page).text()).contains("签字盖章后的扫描件");
      assertThat(client.signedIn("zibo").get(file + page).text())
          .contains("还没有盖章扫描件")
          .doesNotContain("签字盖章后的扫描件");
    }
    leader.get(file + "/opinions");
    Answer done =
        leader
            .header("Referer", client.url(file + "/opinions"))
            .upload(file + "/seals", Map.of(), "意见表.pdf", Samples.pdf(1));
    assertThat(done.location()).endsWith(file + "/opinions#seals");
    assertThat(leader.get(file + "/opinions").text()).contains("盖章扫描件已上传", "意见表.pdf");
    leader.without("Referer").upload(file + "/seals", Map.of(), "假.pdf", Samples.png());
    assertThat(leader.get(file).text()).contains("与扩展名", "意见表.pdf").doesNotContain("假.pdf");
    Client.As above = client.signedIn("zibo");
    String seal =
        above.get(file).text().split("id=\"seals\"")[1].split("/evidence/")[1].substring(0, 36);
    Answer view = above.get(file + "/evidence/" + seal + "/view");
    assertThat(view.text()).contains("意见表.pdf", "回到 盖章扫描件", file + "#seals");
  }

  @Test
  void inThePageOneLooksWithoutLeavingIt() {
    proof("演练.jpg", Samples.turnedPhoto(2400, 1800));
    proof("预案.pdf", Samples.pdf(3));
    try (Browsers browsers = Browsers.start()) {
      Page page = Browsers.signIn(browsers.desk("zh-CN", client.url("")), "panyuan");
      page.navigate("/applications/" + number + "/assessment#item-1.1.1");
      Locator item = page.locator("[id='item-1.1.1']");
      item.locator(".proof-words a", new Locator.LocatorOptions().setHasText("预案.pdf"))
          .first()
          .click();
      Locator dialog = page.locator("dialog.viewer-dialog");
      assertThat(dialog).containsText("第 1 页，共 3 页");
      page.keyboard().press("ArrowRight");
      assertThat(dialog).containsText("第 2 页，共 3 页");
      assertThat(dialog.locator("img")).hasJSProperty("complete", true);
      dialog.getByText("上一份").click();
      assertThat(dialog).containsText("演练.jpg");
      page.keyboard().press("Escape");
      assertThat(dialog).isHidden();
      assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/assessment#item-1\\.1\\.1$"));
    }
  }
}
