package io.tiergate.boot.guest.elsewhere;

import org.springframework.data.jpa.repository.JpaRepository;

/** A repository of a host. */
public interface Notes extends JpaRepository<Note, Long> {}
