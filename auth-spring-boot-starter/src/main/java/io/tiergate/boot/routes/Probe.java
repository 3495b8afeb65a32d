package io.tiergate.boot.routes;

import io.tiergate.boot.web.RuleProbe;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    private final Set<String> descriptions = new LinkedHashSet<>();
    private final Set<String> permissions = new LinkedHashSet<>();

    /** Somebody who has signed in, in whatever ways are wanted, and may nothing. */
    Authentication signedIn() {
        return new SignedIn(this);
    }

    /** Nobody. */
    Authentication anonymous() {
        return new Anonymous(this);
    }

    /** What rules of ours were asked, in order. */
    Set<String> descriptions() {
        return descriptions;
    }

    /** The permissions that those named. */
    Set<String> permissions() {
        return permissions;
    }

    private void asked(String description, Set<String> asked) {
        descriptions.add(description);
        permissions.addAll(asked);
    }

    private static final class SignedIn extends UsernamePasswordAuthenticationToken implements RuleProbe {

        private static final long serialVersionUID = 1L;

        private final transient Probe probe;

        SignedIn(Probe probe) {
            super(User.withUsername(NAME).password("").authorities(List.of()).build(), "", FACTORS);
            this.probe = probe;
        }

        @Override
        public void asked(String description, Set<String> asked) {
            probe.asked(description, asked);
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
        public void asked(String description, Set<String> asked) {
            probe.asked(description, asked);
        }
    }
}
