package io.anlan.account.web;

import io.anlan.account.SignIn;
import io.anlan.account.SignInSettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Three doors, closed unless somebody signed in: programs with HTTP Basic, Camunda's web
 * applications, and our own pages with their calls.
 */
@Configuration
@EnableMethodSecurity
class SecurityConfiguration {

  /** Open to everybody. */
  private static final String[] PUBLIC = {
    "/login",
    "/webjars/**",
    "/assets/**",
    "/visit-worker.js",
    "/actuator/health/**",
    "/error",
    "/display"
  };

  private static final RequestMatcher CAMUNDA_SIGN_OUT =
      PathPatternRequestMatcher.withDefaults()
          .matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/*/logout");

  /** Tabler draws icons from data URLs, previews are blobs; all else comes from this server. */
  private static final String CONTENT_POLICY =
      "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'self';"
          + " form-action 'self'; frame-ancestors 'none'";

  // SignIn is the one AuthenticationProvider; named here again, it would count each failure twice.
  private final SignIn signIn;
  private final SignInSettings settings;
  private final Refusals refusals;

  SecurityConfiguration(SignIn signIn, SignInSettings settings, Refusals refusals) {
    this.signIn = signIn;
    this.settings = settings;
    this.refusals = refusals;
  }

  /** The engine's REST interface, and the API when called with Basic: no session, no cookie. */
  @Bean
  @Order(1)
  SecurityFilterChain programs(HttpSecurity http) throws Exception {
    return http.securityMatcher(SecurityConfiguration::program)
        .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority(SignIn.USER))
        .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .build();
  }

  private static boolean program(HttpServletRequest request) {
    if (Paths.engineRest(request)) return true;
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return Paths.api(request)
        && authorization != null
        && authorization.regionMatches(true, 0, "Basic ", 0, 6);
  }

  /** Camunda brings its own headers and its own CSRF token; two policies would intersect. */
  @Bean
  @Order(2)
  SecurityFilterChain camunda(HttpSecurity http, SessionRegistry sessions) throws Exception {
    RequestMatcher camunda = Paths::camunda;
    return session(http.securityMatcher(camunda), sessions)
        .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority(SignIn.USER))
        // Whoever signs out of Tasklist has signed out of Anlan.
        .logout(
            logout ->
                logout
                    .logoutRequestMatcher(CAMUNDA_SIGN_OUT)
                    .logoutSuccessHandler(
                        new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
        .headers(AbstractHttpConfigurer::disable)
        .csrf(AbstractHttpConfigurer::disable)
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain pages(HttpSecurity http, SessionRegistry sessions) throws Exception {
    return session(http, sessions)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers(PUBLIC)
                    .permitAll()
                    .requestMatchers("/password")
                    .authenticated()
                    .anyRequest()
                    .hasAuthority(SignIn.USER))
        .formLogin(
            form -> form.loginPage("/login").defaultSuccessUrl("/").failureUrl("/login?error"))
        .logout(logout -> logout.logoutSuccessUrl("/login?goodbye"))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
        // How one reads is nobody's secret, and a stranger has no token yet.
        .csrf(csrf -> csrf.ignoringRequestMatchers("/display"))
        .build();
  }

  private HttpSecurity session(HttpSecurity http, SessionRegistry sessions) throws Exception {
    return http.addFilterBefore(new SessionRights(signIn), AnonymousAuthenticationFilter.class)
        .requestCache(cache -> cache.requestCache(Paths.pagesOnly()))
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .sessionManagement(
            management ->
                management
                    .maximumSessions(settings.sessions())
                    .sessionRegistry(sessions)
                    .expiredSessionStrategy(refusals));
  }

  @Bean
  SessionRegistry sessionRegistry() {
    return new SessionRegistryImpl();
  }

  /** Tells the registry when a session ends. */
  @Bean
  HttpSessionEventPublisher httpSessionEventPublisher() {
    return new HttpSessionEventPublisher();
  }
}
