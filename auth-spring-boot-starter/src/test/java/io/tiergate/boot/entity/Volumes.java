package io.tiergate.boot.entity;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

interface Volumes extends JpaRepository<Volume, Long>, JpaSpecificationExecutor<Volume> {}
