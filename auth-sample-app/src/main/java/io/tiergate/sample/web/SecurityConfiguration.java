package io.tiergate.sample.web;

import io.tiergate.boot.web.UrlPermissions;
import io.tiergate.sample.Permissions;
import jakarta.servlet.DispatcherType;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** How one signs in. Who may do what is said at the pages, and here for files; it is kept in Tiergate. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String LOGIN = "/login";

    /** Set on a request that was refused because its form was too old, which the page then explains. */
    private static final String STALE_FORM = "staleForm";

    private static final String OWN_CONTENT_ONLY =
            "default-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    @Bean
    SecurityFilterChain pages(HttpSecurity http, UrlPermissions permissions) {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(LOGIN, "/style.css", "/icon.svg")
                        .permitAll()
                        // Guarded by Tiergate where they are written, which lets those in who are not signed in where
                        // the group "everyone" may.
                        .requestMatchers("/", "/everybody", "/secret", "/launch")
                        .permitAll()
                        // Files have no code to write it at.
                        .requestMatchers("/files/**")
                        .access(permissions.has(Permissions.TOPSECRET))
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage(LOGIN))
                .csrf(csrf -> csrf.withObjectPostProcessor(tellingStaleForms()))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(entryPoint()))
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

    /** A form that is too old is no denial of Tiergate's, and the page for these would not explain it. */
    private static ObjectPostProcessor<CsrfFilter> tellingStaleForms() {
        AccessDeniedHandler standard = new AccessDeniedHandlerImpl();
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends CsrfFilter> O postProcess(O filter) {
                filter.setAccessDeniedHandler((request, response, exception) -> {
                    request.setAttribute(STALE_FORM, true);
                    standard.handle(request, response, exception);
                });
                return filter;
            }
        };
    }
}
