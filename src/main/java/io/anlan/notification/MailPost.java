package io.anlan.notification;

import io.anlan.shared.RefusedStart;
import io.anlan.shared.Texts;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Mail by SMTP; open where {@code spring.mail.host} and {@code anlan.mail.from} are set. */
@Component
class MailPost implements Post {

  private final JavaMailSenderImpl sender;
  private final InternetAddress from;

  MailPost(
      ObjectProvider<JavaMailSender> sender,
      @Value("${anlan.mail.from:}") String from,
      Texts texts) {
    this.sender = (JavaMailSenderImpl) sender.getIfAvailable();
    if (this.sender != null && from.isBlank()) {
      throw new RefusedStart(texts.inBothLanguages("start.mail-from"));
    }
    this.from = this.sender == null ? null : sender(from, texts);
  }

  private static InternetAddress sender(String from, Texts texts) {
    try {
      InternetAddress address = new InternetAddress(from.strip(), true);
      if (address.getPersonal() != null) {
        address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
      }
      return address;
    } catch (AddressException | UnsupportedEncodingException e) {
      throw new RefusedStart(texts.inBothLanguages("start.mail-from"), e);
    }
  }

  @Override
  public Channel channel() {
    return Channel.MAIL;
  }

  @Override
  public boolean open() {
    return sender != null;
  }

  @Override
  public Outcome send(Letter letter) {
    if (letter.email() == null) return Outcome.discarded("no address");
    Watched mail = new Watched(sender.getSession());
    try {
      write(letter, mail);
      sender.send(mail);
      return Outcome.SENT;
    } catch (MailAuthenticationException refused) {
      return Outcome.unreachable("the mail server refuses the sign-in");
    } catch (MailSendException failed) {
      return judged(failed.getFailedMessages().getOrDefault(mail, failed), mail);
    } catch (MailException | MessagingException | IOException failed) {
      return judged(failed, mail);
    }
  }

  private void write(Letter letter, MimeMessage mail) throws MessagingException, IOException {
    var helper = new MimeMessageHelper(mail, true, StandardCharsets.UTF_8.name());
    helper.setFrom(from);
    helper.setTo(new InternetAddress(letter.email(), letter.name(), StandardCharsets.UTF_8.name()));
    helper.setSubject(letter.subject());
    helper.setText(letter.text(), letter.html());
    helper.setSentDate(Date.from(letter.at()));
    String address = from.getAddress();
    String host = address.substring(address.indexOf('@') + 1);
    mail.setHeader("Message-ID", "<" + letter.uuid() + "@" + host + ">");
    mail.setHeader("Auto-Submitted", "auto-generated");
  }

  /** A server that has answered has not taken it; one that fell silent at the end may have. */
  private static Outcome judged(Exception failure, Watched mail) {
    for (Exception e = failure; e != null; e = next(e)) {
      int code = code(e);
      if (code >= 500 && e instanceof SMTPAddressFailedException) {
        return Outcome.refusedForGood("the mail server refuses the address: " + code);
      }
      if (code >= 400) return Outcome.notTaken("the mail server answers " + code);
    }
    String cause = failure.getClass().getSimpleName();
    return mail.handedOver
        ? Outcome.unknown("the mail server did not answer in the end: " + cause)
        : Outcome.unreachable("the mail server cannot be reached: " + cause);
  }

  private static Exception next(Exception e) {
    return e instanceof MessagingException chained ? chained.getNextException() : null;
  }

  private static int code(Exception e) {
    if (e instanceof SMTPAddressFailedException refused) return refused.getReturnCode();
    if (e instanceof SMTPSendFailedException refused) return refused.getReturnCode();
    if (e instanceof SMTPSenderFailedException refused) return refused.getReturnCode();
    return 0;
  }

  /** Notes whether the whole message has gone out, and only the answer is missing. */
  private static final class Watched extends MimeMessage {

    private boolean handedOver;

    private Watched(Session session) {
      super(session);
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
      super.writeTo(out, ignored);
      handedOver = true;
    }
  }
}
