package io.tiergate.test.guarded;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

public interface Notes extends JpaRepository<Note, Long>, JpaSpecificationExecutor<Note> {}
