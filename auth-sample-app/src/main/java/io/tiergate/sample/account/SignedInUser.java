package io.tiergate.sample.account;

import java.util.List;
import org.springframework.security.core.userdetails.User;

/**
 * Who has signed in. Has no authorities: what it may do is asked of Tiergate at each request, so that a change is felt
 * without a new sign-in.
 */
public class SignedInUser extends User {

    private static final long serialVersionUID = 1L;

    private final String displayName;

    SignedInUser(Account account) {
        super(account.username(), account.passwordHash(), List.of());
        this.displayName = account.displayName();
    }

    public String displayName() {
        return displayName;
    }
}
