package io.tiergate.sample.account;

import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/** Those who can sign in. */
@Service
public class Accounts implements UserDetailsService {

    private final AccountRepository repository;
    private final PasswordEncoder encoder;

    Accounts(AccountRepository repository, PasswordEncoder encoder) {
        this.repository = repository;
        this.encoder = encoder;
    }

    @Override
    public SignedInUser loadUserByUsername(String username) {
        return repository
                .findByUsername(username)
                .map(SignedInUser::new)
                .orElseThrow(() -> UsernameNotFoundException.fromUsername(username));
    }

    /** Adds a user unless there is one of that name, whose password then stays what it is. */
    public void addIfMissing(String username, String displayName, String password) {
        if (exists(username)) {
            return;
        }
        try {
            repository.save(new Account(username, encoder.encode(password), displayName));
        } catch (DataIntegrityViolationException taken) {
            // Another node was faster.
            if (!exists(username)) {
                throw taken;
            }
        }
    }

    /** The names of all, sorted. */
    public List<String> usernames() {
        return repository.findByOrderByUsername().stream()
                .map(Account::username)
                .toList();
    }

    private boolean exists(String username) {
        return repository.findByUsername(username).isPresent();
    }
}
