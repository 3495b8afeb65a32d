package io.tiergate.boot.entity;

import org.springframework.data.jpa.repository.JpaRepository;

interface Shelves extends JpaRepository<Shelf, Long> {}
