package com.example.invoices;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A user of the application, in a table that is the application's own. */
@Entity
class AppUser {

    @Id
    private Long id;

    private String username;

    private String password;

    String username() {
        return username;
    }

    String password() {
        return password;
    }
}
