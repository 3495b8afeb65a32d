package io.tiergate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The list of a module's public types is a file, so that the API grows by decision. */
public abstract class PublicTypesContract {

    private static final Path LIST = Path.of("src/test/resources/public-types.txt");

    private final Iterable<JavaClass> types;

    /** @param rootPackage the one that all types of the module are in, and of no other module */
    protected PublicTypesContract(String rootPackage) {
        types = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(rootPackage);
    }

    @Test
    void publicTypesAreThoseOnTheList() throws IOException {
        List<String> found = stream()
                .filter(PublicTypesContract::isReachable)
                .map(JavaClass::getName)
                .sorted()
                .toList();

        assertThat(found)
                .as("public types; change %s together with the API, deliberately", LIST)
                .isEqualTo(Files.readAllLines(LIST));
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> marked = stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .toList();

        assertThat(stream().map(JavaClass::getPackageName).distinct()).isSubsetOf(marked);
    }

    private Stream<JavaClass> stream() {
        return StreamSupport.stream(types.spliterator(), false);
    }

    private static boolean isReachable(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass()
                        .map(PublicTypesContract::isReachable)
                        .orElse(true)
                && !type.getSimpleName().equals("package-info");
    }
}
