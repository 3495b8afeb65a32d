package com.example.invoices;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface AppUsers extends Repository<AppUser, Long> {
    Optional<AppUser> findByUsername(String username);
}
