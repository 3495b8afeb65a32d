package io.tiergate.sample.web;

import jakarta.servlet.DispatcherType;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** How one signs in, and what those see who may not. Who may do what is said at the pages, and kept in Tiergate. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String LOGIN = "/login";

    /** Set on a request that was refused because its form was too old, which the page then explains. */
    private static final String STALE_FORM = "staleForm";

    private static final String OWN_CONTENT_ONLY =
            "default-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    @Bean
    SecurityFilterChain pages(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(LOGIN, "/style.css", "/icon.svg")
                        .permitAll()
                        // Guarded by Tiergate where they are written, which lets those in who are not signed in where
                        // the group "everyone" may.
                        .requestMatchers("/", "/everybody", "/secret", "/launch")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage(LOGIN))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(entryPoint()).accessDeniedHandler(deniedHandler()))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(OWN_CONTENT_ONLY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    /** People are led to the login page; programs are told. */
    private static AuthenticationEntryPoint entryPoint() {
        return DelegatingAuthenticationEntryPoint.builder()
                .addEntryPointFor(
                        (request, response, exception) -> response.sendError(HttpStatus.UNAUTHORIZED.value()),
                        programs())
                .defaultEntryPoint(new LoginUrlAuthenticationEntryPoint(LOGIN))
                .build();
    }

    private static RequestMatcher programs() {
        MediaTypeRequestMatcher json =
                new MediaTypeRequestMatcher(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);
        // What says that it takes anything has not asked for JSON.
        json.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        return new OrRequestMatcher(json, new RequestHeaderRequestMatcher("X-Requested-With", "XMLHttpRequest"));
    }

    private static AccessDeniedHandler deniedHandler() {
        AccessDeniedHandler standard = new AccessDeniedHandlerImpl();
        return (request, response, exception) -> {
            request.setAttribute(STALE_FORM, exception instanceof CsrfException);
            standard.handle(request, response, exception);
        };
    }
}
