package io.tiergate.schema;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A host's folder of migrations in a test, and libraries to merge into it: this one, and those that come later. */
final class MigrationFolder {

    static final Clock NOW = Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneId.of("UTC"));

    final Path path;
    private final Path libraries;

    MigrationFolder(Path directory) throws IOException {
        path = Files.createDirectories(directory.resolve("db/migration"));
        libraries = Files.createDirectories(directory.resolve("libraries"));
    }

    MigrationFolder with(String... names) throws IOException {
        for (String name : names) {
            write(name, "SELECT 1;\n");
        }
        return this;
    }

    Path write(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    String read(String name) throws IOException {
        return Files.readString(path.resolve(name));
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(file -> !Files.isDirectory(file))
                    .map(file -> path.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** The names of the files that were written. */
    List<String> merge(Scripts scripts) {
        return merge(scripts, "V");
    }

    List<String> merge(Scripts scripts, String prefix, Path... further) {
        return merge(scripts, Vendor.H2, new HostFolders(path, List.of(further), prefix));
    }

    List<String> merge(Scripts scripts, Vendor vendor) {
        return merge(scripts, vendor, new HostFolders(path, List.of(), "V"));
    }

    private List<String> merge(Scripts scripts, Vendor vendor, HostFolders folders) {
        return new Merge(scripts, NOW)
                .into(folders, vendor).stream()
                        .map(file -> path.relativize(file).toString())
                        .toList();
    }

    /** A library of so many versions: our first script, and then some that make one more table each. */
    Scripts library(int versions) throws IOException {
        List<Script> all = new ArrayList<>(List.of(Script.ALL.get(0)));
        for (int version = 2; version <= versions; version++) {
            Script script = new Script(version, "V" + version + "__more.sql");
            all.add(script);
            for (Vendor vendor : Vendor.values()) {
                Path file = libraries.resolve(script.path(vendor));
                Files.createDirectories(file.getParent());
                Files.writeString(file, "CREATE TABLE tiergate_more_" + version + " (id bigint NOT NULL);\n");
            }
        }
        return new Scripts(all, classes());
    }

    private ClassLoader classes() throws MalformedURLException {
        return new URLClassLoader(new URL[] {libraries.toUri().toURL()}, Scripts.class.getClassLoader());
    }
}
