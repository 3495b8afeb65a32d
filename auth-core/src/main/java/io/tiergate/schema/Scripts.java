package io.tiergate.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The scripts of one library, with their texts. */
final class Scripts {

    private final List<Script> all;
    private final ClassLoader library;

    /** @param all oldest first */
    Scripts(List<Script> all, ClassLoader library) {
        this.all = List.copyOf(all);
        this.library = library;
    }

    static Scripts ofThisLibrary() {
        return new Scripts(Script.ALL, Scripts.class.getClassLoader());
    }

    List<Script> all() {
        return all;
    }

    int latestVersion() {
        return all.get(all.size() - 1).version();
    }

    /** With one kind of line ends, whatever they were when the library was built. */
    String text(Script script, Vendor vendor) {
        String path = script.path(vendor);
        try (InputStream stream = library.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("The library has no file " + path + ".");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All from a version on, in one text. */
    String plainSql(Vendor vendor, int from) {
        return all.stream()
                .filter(script -> script.version() >= from)
                .map(script ->
                        "-- Tiergate schema " + script.version() + " (" + vendor.id() + ")\n\n" + text(script, vendor))
                .collect(Collectors.joining("\n"));
    }
}
