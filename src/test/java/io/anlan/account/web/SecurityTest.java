package io.anlan.account.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.account.Grant;
import io.anlan.account.Role;
import io.anlan.account.SignIn;
import io.anlan.account.SignInSettings;
import io.anlan.notice.Notices;
import io.anlan.portal.web.ClockBanner;
import io.anlan.shared.Demo;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.Display;
import io.anlan.shared.web.ProblemWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.UserRequestPostProcessor;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Which door opens for whom, and what a closed one says. */
@WebMvcTest({LoginController.class, PasswordController.class, MeController.class, Display.class})
@Import({SecurityConfiguration.class, Refusals.class, ProblemWriter.class, Texts.class, Demo.class})
@EnableConfigurationProperties(SignInSettings.class)
class SecurityTest {

  private static final String BASIC = "Basic d2FuZzpzZWNyZXQ=";

  @Autowired private MockMvcTester mvc;
  @MockitoBean private SignIn signIn;
  @MockitoBean private Accounts accounts;

  @MockitoBean(name = "notices")
  private Notices notices;

  @MockitoBean(name = "clockBanner")
  private ClockBanner clockBanner;

  @MockitoBean(name = "currentActor")
  private CurrentActor current;

  @BeforeEach
  void wangIsKnown() {
    var wang =
        new Actor("wang", "wang", "王芳", List.of(new Grant(Role.REVIEWER, "370303000000", null)));
    given(current.get()).willReturn(wang);
    given(signIn.supports(any())).willReturn(true);
    given(signIn.renew(any())).willAnswer(call -> Optional.of(call.getArgument(0)));
    given(signIn.authenticate(any()))
        .willReturn(
            UsernamePasswordAuthenticationToken.authenticated(
                "wang", null, AuthorityUtils.createAuthorityList(SignIn.USER)));
  }

  @Test
  void theLoginPageSpeaksChineseUnlessEnglishIsPreferred() {
    assertThat(mvc.get().uri("/login"))
        .hasStatusOk()
        .hasHeader("Content-Security-Policy", CONTENT_POLICY)
        .bodyText()
        .contains("lang=\"zh-CN\"", "name=\"_csrf\"", "密码", "Anlan@2026")
        .doesNotContain("退出");
    assertThat(mvc.get().uri("/login").header("Accept-Language", "en-GB"))
        .bodyText()
        .contains("lang=\"en\"", "User name");
  }

  private static final String CONTENT_POLICY =
      "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'self';"
          + " form-action 'self'; frame-ancestors 'none'";

  @Test
  void strangersAreSentToTheLoginPage() {
    assertThat(mvc.get().uri("/applications")).hasStatus(302).hasRedirectedUrl("/login");
    assertThat(mvc.get().uri("/camunda/app/tasklist/")).hasStatus(302).hasRedirectedUrl("/login");
    assertThat(mvc.get().uri("/nothing/here")).hasRedirectedUrl("/login");
  }

  @Test
  void programsAreAskedForBasic() {
    assertThat(mvc.get().uri("/api/me"))
        .hasStatus(401)
        .hasHeader("WWW-Authenticate", "Basic realm=\"anlan\", charset=\"UTF-8\"")
        .hasContentType("application/problem+json;charset=UTF-8")
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("sign-in");
    assertThat(mvc.get().uri("/engine-rest/task")).hasStatus(401);
    assertThat(mvc.post().uri("/api/me")).as("no CSRF riddle for strangers").hasStatus(401);
  }

  @Test
  void scriptsGetNoChallenge() {
    assertThat(mvc.get().uri("/api/me").header("HX-Request", "true"))
        .hasStatus(401)
        .doesNotContainHeader("WWW-Authenticate");
    assertThat(mvc.get().uri("/camunda/api/engine/").header("X-Requested-With", "XMLHttpRequest"))
        .hasStatus(401)
        .doesNotContainHeader("WWW-Authenticate");
  }

  @Test
  void basicNeedsNoSessionAndNoToken() {
    var answer = mvc.get().uri("/api/me").header("Authorization", BASIC).exchange();
    assertThat(answer)
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo(
            """
        {"username": "wang", "name": "王芳", "roles": ["REVIEWER"], "office": "370303000000"}
        """);
    assertThat(answer.getRequest().getSession(false)).isNull();
    assertThat(mvc.post().uri("/api/me").header("Authorization", BASIC)).hasStatus(405);
  }

  @Test
  void wrongCredentialsAreRefused() {
    given(signIn.authenticate(any())).willThrow(new BadCredentialsException("Refused"));
    assertThat(mvc.get().uri("/api/me").header("Authorization", BASIC)).hasStatus(401);
    then(signIn).should().authenticate(any());
    assertThat(login()).hasRedirectedUrl("/login?error");
  }

  @Test
  void signingInLeadsToTheInbox() {
    assertThat(login()).hasStatus(302).hasRedirectedUrl("/");
  }

  private MockMvcTester.MockMvcRequestBuilder login() {
    return mvc.post()
        .uri("/login")
        .param("username", "wang")
        .param("password", "secret")
        .with(csrf());
  }

  @Test
  void anExpiredLoginPageIsOfferedAgain() {
    assertThat(mvc.post().uri("/login")).hasRedirectedUrl("/login?expired");
  }

  @Test
  void sessionsNeedTheToken() {
    assertThat(mvc.post().uri("/api/me").with(wang(SignIn.USER)))
        .hasStatus(403)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("csrf");
    assertThat(mvc.post().uri("/api/me").with(wang(SignIn.USER)).with(csrf().asHeader()))
        .hasStatus(405);
  }

  @Test
  void whoMustChangeThePasswordCanDoNothingElse() {
    var wang = wang(SignIn.MUST_CHANGE_PASSWORD);
    assertThat(mvc.get().uri("/applications").with(wang)).hasRedirectedUrl("/password");
    assertThat(mvc.get().uri("/api/me").with(wang))
        .hasStatus(403)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("must-change-password");
    given(current.name()).willReturn("王芳");
    assertThat(mvc.get().uri("/password").with(wang))
        .hasStatusOk()
        .bodyText()
        .contains("name=\"repeated\"", "新密码", "王芳", "退出");
  }

  @Test
  void aRefusedPasswordIsExplainedAtItsField() {
    willThrow(Problem.field("next", "weak-password"))
        .given(accounts)
        .changePassword("wang", "a", "b");
    assertThat(change("b")).hasStatus(422).bodyText().contains("id=\"next-error\"", "密码太简单");
    assertThat(change("c")).hasStatus(422).bodyText().contains("id=\"repeated-error\"");
  }

  @Test
  void aNewPasswordSignsOut() {
    given(current.find()).willReturn(Optional.empty());
    assertThat(change("b")).hasRedirectedUrl("/login?changed");
  }

  private MockMvcTester.MockMvcRequestBuilder change(String repeated) {
    return mvc.post()
        .uri("/password")
        .param("current", "a")
        .param("next", "b")
        .param("repeated", repeated)
        .with(wang(SignIn.USER))
        .with(csrf());
  }

  private static UserRequestPostProcessor wang(String authority) {
    return user("wang").authorities(AuthorityUtils.createAuthorityList(authority));
  }
}
