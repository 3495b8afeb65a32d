package io.tiergate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What threads hand to each other without a lock, by the memory model of Java. */
class RacyFieldsTest {

    @ParameterizedTest
    @ValueSource(classes = {Reach.class, Through.class, Catalogue.class, Snapshot.class, Current.class})
    void whatARaceMayHandOverHasFinalFieldsOnly(Class<?> type) {
        assertThat(changing(type)).isEmpty();
    }

    @Test
    void whatAHandleRemembersHasFinalFieldsOnly() {
        assertThat(changing(CachedHandle.class))
                .singleElement()
                .satisfies(field -> assertThat(changing(field.getType())).isEmpty());
    }

    @Test
    void anEntryHasOneFieldThatChangesAndAnAccessKeepsItInAVolatileOne() {
        assertThat(changing(Entry.class)).extracting(Field::getType).containsExactly(Reach.class);
        assertThat(changing(CachedAccess.class)).singleElement().satisfies(field -> {
            assertThat(field.getType()).isEqualTo(Entry.class);
            assertThat(Modifier.isVolatile(field.getModifiers())).isTrue();
        });
    }

    @Test
    void placesAndWhatIsGrantedThereHaveOneFieldThatChanges() {
        for (Class<?> type : List.of(Place.class, GrantsThere.class)) {
            assertThat(changing(type))
                    .singleElement()
                    .satisfies(field -> assertThat(changing(field.getType())).isEmpty());
        }
    }

    private static List<Field> changing(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !field.isSynthetic() && !Modifier.isFinal(field.getModifiers()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toList();
    }
}
