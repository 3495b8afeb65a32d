package io.tiergate.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a host has in its folders: the numbers that it uses, and the scripts of ours that were merged before. */
final class HostMigrations {

    /** Migrations in a language for the virtual machine, whose prefix cannot be chosen. */
    private static final String CODE = "[VB](" + HostVersion.PATTERN + ")__.*\\.(?:class|groovy|java|kt|scala)";

    private final Vendor vendor;
    private final List<Pattern> names;
    private final SortedMap<Integer, Path> merged = new TreeMap<>();
    private @Nullable HostVersion highest;

    private HostMigrations(Vendor vendor, String prefix) {
        this.vendor = vendor;
        // B is for baselines. Undone and repeatable migrations take no number.
        String sql = "(?:" + Pattern.quote(prefix) + "|B)(" + HostVersion.PATTERN + ")(?:__.*)?\\.[A-Za-z]+";
        this.names = List.of(Pattern.compile(sql), Pattern.compile(CODE));
    }

    /** @throws MergeException if they cannot be read, or what is in them is not of one history for this vendor */
    static HostMigrations in(HostFolders folders, Vendor vendor) {
        HostMigrations migrations = new HostMigrations(vendor, folders.prefix());
        folders.all().forEach(migrations::read);
        return migrations;
    }

    /** The highest version of the host's, ours among them; empty if there is none. */
    Optional<HostVersion> highest() {
        return Optional.ofNullable(highest);
    }

    /** Our scripts by our version. */
    Map<Integer, Path> merged() {
        return merged;
    }

    private void read(Path folder) {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(file -> !Files.isDirectory(file)).sorted().forEach(this::readFile);
        } catch (IOException | UncheckedIOException failure) {
            throw new MergeException(
                    "The folder '" + folder + "' cannot be read (" + failure.getMessage()
                            + "). See that it can be, and merge again.",
                    failure);
        }
    }

    private void readFile(Path file) {
        String fileName = file.getFileName().toString();
        names.stream()
                .map(name -> name.matcher(fileName))
                .filter(Matcher::matches)
                .forEach(matcher -> count(new HostVersion(matcher.group(1))));
        if (fileName.endsWith(".sql")) {
            Heading.parse(firstLine(file)).ifPresent(heading -> add(heading, file));
        }
    }

    private void count(HostVersion version) {
        if (highest == null || HostVersion.ORDER.compare(version, highest) > 0) {
            highest = version;
        }
    }

    private void add(Heading heading, Path file) {
        if (!heading.vendor().equals(vendor.id())) {
            throw new MergeException(
                    "The file '" + file + "' has Tiergate's tables for " + heading.vendor() + ", not for " + vendor.id()
                            + ". Name the folder of the migrations for " + vendor.id() + " alone.");
        }
        Path other = merged.putIfAbsent(heading.version(), file);
        if (other != null) {
            throw new MergeException("The files '" + other + "' and '" + file + "' are both of Tiergate schema "
                    + heading.version() + ". Remove the one that has not been run.");
        }
    }

    /** Byte by byte, since files of the host's may be in any encoding. */
    private static String firstLine(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String line = reader.readLine();
            return line == null ? "" : line.replace("\u00ef\u00bb\u00bf", "");
        } catch (IOException failure) {
            throw new MergeException(
                    "The file '" + file + "' cannot be read (" + failure.getMessage()
                            + "). Repair or remove it, and merge again.",
                    failure);
        }
    }
}
