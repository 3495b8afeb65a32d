package io.tiergate.test.host;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application as hosts are, with a database and guards of each kind. */
@SpringBootApplication
public class HostApplication {}
