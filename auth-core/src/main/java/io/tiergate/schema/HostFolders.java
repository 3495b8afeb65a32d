package io.tiergate.schema;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders of a host's migrations for one database.
 *
 * @param merged where our scripts are written to
 * @param further where more of the same history is, such as migrations in Java
 * @param prefix what the names of migrations begin with
 */
record HostFolders(Path merged, List<Path> further, String prefix) {

    /** @throws MergeException if one of them is no folder */
    List<Path> all() {
        List<Path> all = Stream.concat(Stream.of(merged), further.stream()).toList();
        for (Path folder : all) {
            if (!Files.isDirectory(folder)) {
                throw new MergeException("There is no folder '" + folder.toAbsolutePath()
                        + "'. Name the one that the migrations of the application are in, or create it.");
            }
        }
        return all;
    }
}
