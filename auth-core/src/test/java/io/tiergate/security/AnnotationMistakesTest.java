package io.tiergate.security;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tiergate.security.RequiresPermission.Mode;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an annotation is told that cannot be understood, at the start of the application. */
class AnnotationMistakesTest {

    @Retention(RetentionPolicy.RUNTIME)
    @interface Empty {}

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresPermission(nested = NestsItself.class)
    @interface NestsItself {}

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresPermission("{area}.read")
    @interface WithAttribute {
        String area();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresPermission("{aera}.read")
    @interface Misspelt {
        String area() default "x";
    }

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresPermission("{names}.read")
    @interface PartOfSeveral {
        String[] names() default {"a", "b"};
    }

    static class UnknownParameter {
        @RequiresPermission(value = "p", on = "document:{id}")
        void work(long number, String note) {}
    }

    static class NoParameter {
        @RequiresPermission(value = "p", on = "document:{id}")
        void work() {}
    }

    static class UnknownProperty {
        @RequiresPermission(value = "p", on = "document:{note.title}")
        void work(StringBuilder note) {}
    }

    static class NoType {
        @RequiresPermission(value = "p", on = "{id}")
        void work(long id) {}
    }

    static class NoId {
        @RequiresPermission(value = "p", on = "document:")
        void work(long id) {}
    }

    static class OpenBrace {
        @RequiresPermission(value = "p", on = "document:{id")
        void work(long id) {}
    }

    static class Expression {
        @RequiresPermission(value = "p", on = "document:{id + 1}")
        void work(long id) {}
    }

    @RequiresPermission(value = "p", on = "document:{id}")
    static class OneMethodWithout {
        void with(long id) {}

        void without() {}
    }

    static class UnknownAttribute {
        @RequiresPermission("{area}.read")
        void work() {}
    }

    static class MisspeltAttribute {
        @Misspelt
        void work() {}
    }

    static class SeveralInAPart {
        @PartOfSeveral
        void work() {}
    }

    static class NestsNothing {
        @RequiresPermission(nested = Empty.class)
        void work() {}
    }

    static class NestsACircle {
        @RequiresPermission(value = "p", mode = Mode.ANY, nested = NestsItself.class)
        void work() {}
    }

    static class NestsWithAttribute {
        @RequiresPermission(nested = WithAttribute.class)
        void work() {}
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "UnknownParameter|UnknownParameter.work() cannot tell its resource: on = 'document:{id}' names the"
                        + " parameter 'id', which the method does not have. It has: number, note.",
                "NoParameter|names the parameter 'id', which the method does not have. It has none.",
                "UnknownProperty|names 'note.title', and java.lang.StringBuilder has no property 'title'. Give it a public"
                        + " method getTitle(), or name another one.",
                "NoType|NoType.work() is on what cannot be a resource: on = '{id}' does not begin with a resource type. Write it"
                        + " as type:id",
                "NoId|'document:' has no id. Write it as type:id, for example document:{id}.",
                "OpenBrace|'document:{id' has a brace too many or too few at '{id'. Write what is filled in as {id},",
                "Expression|names 'id + 1', which cannot be filled in.",
                "OneMethodWithout|OneMethodWithout, which guards"
                        + " io.tiergate.security.AnnotationMistakesTest$OneMethodWithout.without(), cannot tell its"
                        + " resource",
                "UnknownAttribute|names '{area}.read', and there is no attribute 'area'. It stands on no annotation of your own",
                "MisspeltAttribute|names '{aera}.read', and there is no attribute 'aera'. The attributes of @Misspelt are: area.",
                "SeveralInAPart|names '{names}.read', and there is no attribute 'names'",
                "NestsNothing|nests @io.tiergate.security.AnnotationMistakesTest$Empty, which carries no @RequiresPermission.",
                "NestsACircle|NestsItself, which nests itself. Take one of them out.",
                "NestsWithAttribute|WithAttribute, whose attribute 'area' has no default. Nest an annotation that says all by"
                        + " itself.",
            })
    void isNamedWithItsPlaceAndTheRemedy(String type, String message) throws ClassNotFoundException {
        Class<?> guarded = Class.forName(AnnotationMistakesTest.class.getName() + "$" + type);

        assertThatExceptionOfType(InvalidRequiresPermissionException.class)
                .isThrownBy(() -> new PermissionGuards().guards(guarded))
                .withMessageStartingWith("@RequiresPermission on ")
                .withMessageContaining(message);
    }
}
