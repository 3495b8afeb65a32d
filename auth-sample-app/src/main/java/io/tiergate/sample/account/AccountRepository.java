package io.tiergate.sample.account;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The table of those who can sign in. */
interface AccountRepository extends Repository<Account, Long> {

    Optional<Account> findByUsername(String username);

    List<Account> findByOrderByUsername();

    Account save(Account account);
}
