package com.example.invoices;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Signing in as Spring Security has it by default, with the users of the application. */
@Configuration
class SignIn {

    @Bean
    UserDetailsService userDetails(AppUsers users) {
        return username -> users.findByUsername(username)
                .map(user -> User.withUsername(user.username())
                        .password(user.password())
                        .build())
                .orElseThrow(() -> UsernameNotFoundException.fromUsername(username));
    }
}
