package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SuppliesTest {

    /** What is not reached from {@link Administration} would be tried neither across tenants nor with null. */
    @Test
    void knowsEveryPartOfTheService() throws IOException, URISyntaxException {
        Set<String> known = new HashSet<>(List.of("Administration"));
        Supplies.parts().keySet().forEach(part -> known.add(part.getSimpleName()));
        Path classes = Path.of(Administration.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/tiergate/admin");

        try (Stream<Path> files = Files.list(classes)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith("Administration.class"))
                            .map(name -> name.replace(".class", "")))
                    .containsExactlyInAnyOrderElementsOf(known);
        }
    }

    @Test
    void findsThePublicMethods() {
        assertThat(Supplies.methods().stream().map(Supplies::signature))
                .contains(
                        "Administration.of(Store store, DecisionPoint decisions, Clock clock,"
                                + " Supplier<? extends Subject> actor)",
                        "GrantAdministration.replaceAll(Holder holder, Collection<Grant> grants)",
                        "TenantAdministration.list()")
                .doesNotContain("PermissionAdministration.declare(Map<String, String> declared)");
    }
}
