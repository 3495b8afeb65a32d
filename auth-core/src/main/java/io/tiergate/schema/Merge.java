package io.tiergate.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes our scripts among the migrations of a host, under its next versions: all that are missing, or none. */
final class Merge {

    private static final HostVersion FIRST = new HostVersion("1");
    private static final String SEPARATOR = "__";

    private final Scripts scripts;
    private final Clock clock;

    /** @param clock what versions that are moments are read from */
    Merge(Scripts scripts, Clock clock) {
        this.scripts = scripts;
        this.clock = clock;
    }

    /**
     * @return the files that were written, none if all were there
     * @throws MergeException if it cannot be done; then nothing was written
     */
    List<Path> into(HostFolders folders, Vendor vendor) {
        HostMigrations host = HostMigrations.in(folders, vendor);
        requireNoGap(host);
        requireUnchanged(host, vendor);
        return write(pending(folders, host, vendor), folders.merged());
    }

    private void requireNoGap(HostMigrations host) {
        int last = host.merged().keySet().stream().reduce(0, Math::max);
        for (Script script : scripts.all()) {
            if (script.version() < last && !host.merged().containsKey(script.version())) {
                throw new MergeException("The folder has Tiergate schema " + last + " in '"
                        + host.merged().get(last) + "', but not " + script.version()
                        + ", which comes before it. Bring the file of " + script.version() + " back, or remove that of "
                        + last + " if it has not been run.");
            }
        }
    }

    private void requireUnchanged(HostMigrations host, Vendor vendor) {
        for (Script script : scripts.all()) {
            Path file = host.merged().get(script.version());
            if (file != null && !isUnchanged(file, script, vendor)) {
                throw new MergeException("The file '" + file + "' is no longer what was merged as Tiergate schema "
                        + script.version() + ". Bring it back as it was, or remove it if it has not been run.");
            }
        }
    }

    /** The first line may have got a mark of its encoding, and line ends may be others. */
    private boolean isUnchanged(Path file, Script script, Vendor vendor) {
        try {
            String text = Files.readString(file);
            return text.lines()
                    .skip(1)
                    .toList()
                    .equals(scripts.text(script, vendor).lines().toList());
        } catch (IOException noText) {
            return false;
        }
    }

    private Map<Path, String> pending(HostFolders folders, HostMigrations host, Vendor vendor) {
        Map<Path, String> pending = new LinkedHashMap<>();
        HostVersion version = host.highest().orElse(null);
        for (Script script : scripts.all()) {
            if (!host.merged().containsKey(script.version())) {
                version = version == null ? FIRST : version.next(clock);
                String description = script.file().substring(script.file().indexOf(SEPARATOR) + SEPARATOR.length());
                String name = folders.prefix() + version.text() + SEPARATOR + "tiergate_" + description;
                String heading = new Heading(script.version(), vendor.id()).line();
                pending.put(folders.merged().resolve(name), heading + "\n" + scripts.text(script, vendor));
            }
        }
        return pending;
    }

    /** First beside their names, so that a full disk or a missing right leaves no half migration for the next start. */
    private static List<Path> write(Map<Path, String> files, Path folder) {
        List<Path> written = new ArrayList<>();
        try {
            for (Map.Entry<Path, String> file : files.entrySet()) {
                Path part = part(file.getKey());
                written.add(part);
                Files.writeString(part, file.getValue());
            }
            for (Path file : files.keySet()) {
                Files.move(part(file), file);
                written.add(file);
            }
        } catch (IOException failure) {
            written.forEach(file -> remove(file, failure));
            throw new MergeException(
                    "The folder '" + folder + "' cannot be written to (" + failure
                            + "). See that it can be, and merge again.",
                    failure);
        }
        return List.copyOf(files.keySet());
    }

    private static Path part(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".part");
    }

    private static void remove(Path file, IOException failure) {
        try {
            if (Files.isRegularFile(file)) {
                Files.delete(file);
            }
        } catch (IOException another) {
            failure.addSuppressed(another);
        }
    }
}
