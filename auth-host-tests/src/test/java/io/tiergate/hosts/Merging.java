package io.tiergate.hosts;

import io.tiergate.schema.MergeMigrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A host whose history has five versions of its own, and takes ours in as its next ones. */
final class Merging {

    private static final Path OWN = Path.of("src/test/resources/io/tiergate/hosts");

    private Merging() {}

    static String[] play(Scene scene) {
        String[] properties = {
            "spring.flyway.locations=filesystem:" + scene.directory(),
            "spring.jpa.hibernate.ddl-auto=validate",
            "tiergate.schema.mode=validate"
        };
        copy("five", scene.directory());
        scene.startWithoutTiergate(properties);
        MergeMigrations.main(scene.database().vendor(), scene.directory().toString());
        scene.startGuarded(properties);
        // The host goes on after ours, and a second run of the merge finds nothing to do.
        MergeMigrations.main(scene.database().vendor(), scene.directory().toString());
        writeNext(scene.directory());
        return Situation.guarded(scene, properties);
    }

    private static void copy(String folder, Path to) {
        try (var files = Files.list(OWN.resolve(folder))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void writeNext(Path directory) {
        try (var files = Files.list(directory)) {
            Files.copy(
                    OWN.resolve("six/V6__colour.sql"), directory.resolve("V" + (files.count() + 1) + "__colour.sql"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
