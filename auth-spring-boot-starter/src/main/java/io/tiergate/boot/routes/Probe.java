package io.tiergate.boot.routes;

import io.tiergate.boot.web.RuleProbe;
import io.tiergate.boot.web.UrlRule;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** Those whom rules are asked about. Rules of ours say what they ask for, and turn them away. */
final class Probe {

    /** How one has signed in is no authority that somebody lacks. */
    private static final Collection<? extends GrantedAuthority> FACTORS = List.of(
                    FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY,
                    FactorGrantedAuthority.BEARER_AUTHORITY,
                    FactorGrantedAuthority.CAS_AUTHORITY,
                    FactorGrantedAuthority.OTT_AUTHORITY,
                    FactorGrantedAuthority.PASSWORD_AUTHORITY,
                    FactorGrantedAuthority.SAML_RESPONSE_AUTHORITY,
                    FactorGrantedAuthority.WEBAUTHN_AUTHORITY,
                    FactorGrantedAuthority.X509_AUTHORITY)
            .stream()
            .map(FactorGrantedAuthority::fromAuthority)
            .toList();

    private static final String NAME = "tiergate-route-probe";

    private final Map<String, UrlRule> rules = new LinkedHashMap<>();

    /** Somebody who has signed in, in whatever ways are wanted, and may nothing. */
    Authentication signedIn() {
        return new SignedIn(this);
    }

    /** Nobody. */
    Authentication anonymous() {
        return new Anonymous(this);
    }

    /** The rules of ours that were asked, in order, each by what it requires as text. */
    Map<String, UrlRule> rules() {
        return rules;
    }

    private void asked(UrlRule rule) {
        rules.putIfAbsent(rule.toString(), rule);
    }

    private static final class SignedIn extends UsernamePasswordAuthenticationToken implements RuleProbe {

        private static final long serialVersionUID = 1L;

        private final transient Probe probe;

        SignedIn(Probe probe) {
            super(User.withUsername(NAME).password("").authorities(List.of()).build(), "", FACTORS);
            this.probe = probe;
        }

        @Override
        public void asked(UrlRule rule) {
            probe.asked(rule);
        }
    }

    private static final class Anonymous extends AnonymousAuthenticationToken implements RuleProbe {

        private static final long serialVersionUID = 1L;

        private final transient Probe probe;

        Anonymous(Probe probe) {
            super(NAME, "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
            this.probe = probe;
        }

        @Override
        public void asked(UrlRule rule) {
            probe.asked(rule);
        }
    }
}
