package io.tiergate.benchmarks.startup;

import io.tiergate.admin.Administration;
import io.tiergate.boot.web.ProtectedController;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The class paths of the applications, from that of this process. */
final class ClassPath {

    /** Modules of Flyway that only Tiergate brings. */
    private static final List<String> BROUGHT = List.of("flyway-database-postgresql-", "flyway-mysql-");

    private ClassPath() {}

    static String withTiergate() {
        return System.getProperty("java.class.path");
    }

    static String withoutTiergate() {
        Set<Path> ours = Set.of(home(Administration.class), home(ProtectedController.class));
        return Arrays.stream(withTiergate().split(File.pathSeparator))
                .filter(entry -> !ours.contains(Path.of(entry).toAbsolutePath()))
                .filter(entry ->
                        BROUGHT.stream().noneMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path home(Class<?> type) {
        return Path.of(URI.create(Objects.requireNonNull(
                        type.getProtectionDomain().getCodeSource().getLocation())
                .toString()));
    }
}
