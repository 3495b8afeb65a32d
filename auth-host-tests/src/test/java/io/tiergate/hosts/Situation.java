package io.tiergate.hosts;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a host comes to Tiergate. Each is played to its end, then started once more. */
enum Situation {
    FRESH("A new application with Flyway", "nothing") {
        @Override
        String[] play(Scene scene) {
            return guarded(scene, flyway("one"));
        }
    },
    LATE("Tiergate added when the application is at version 5, which then adds 6", "nothing") {
        @Override
        String[] play(Scene scene) {
            scene.startWithoutTiergate(flyway("five"));
            scene.startGuarded(flyway("five"));
            return guarded(scene, flyway("five", "six"));
        }
    },
    WITHOUT_FLYWAY("An application without Flyway, whose tables Hibernate makes", "nothing") {
        @Override
        String[] play(Scene scene) {
            return guarded(scene, "spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=update");
        }
    },
    VALIDATED_BY_HIBERNATE("An application with Flyway and `ddl-auto=validate`", "nothing") {
        @Override
        String[] play(Scene scene) {
            return guarded(
                    scene,
                    "spring.flyway.locations=classpath:io/tiergate/hosts/one",
                    "spring.jpa.hibernate.ddl-auto=validate");
        }
    },
    MERGED("Merged: our scripts in the application's own history", "`tiergate.schema.mode=validate`") {
        @Override
        String[] play(Scene scene) {
            return Merging.play(scene);
        }
    },
    LIQUIBASE("Liquibase, with our scripts in its change log", "`tiergate.schema.mode=validate`") {
        @Override
        String[] play(Scene scene) {
            return guarded(
                    scene,
                    "spring.flyway.enabled=false",
                    "spring.liquibase.enabled=true",
                    "spring.liquibase.change-log=classpath:io/tiergate/hosts/liquibase/changelog.xml",
                    "spring.jpa.hibernate.ddl-auto=validate",
                    "tiergate.schema.mode=validate");
        }
    },
    PULLED_IN("A migration of the application that refers to our tables", "a class that extends `TiergateMigration`") {
        @Override
        String[] play(Scene scene) {
            return guarded(scene, flyway("pullin"));
        }
    };

    private final String title;
    private final String needed;

    Situation(String title, String needed) {
        this.title = title;
        this.needed = needed;
    }

    String title() {
        return title;
    }

    String needed() {
        return needed;
    }

    /** @return the properties of the last start */
    abstract String[] play(Scene scene);

    static String[] guarded(Scene scene, String... properties) {
        scene.startGuarded(properties);
        return properties;
    }

    private static String[] flyway(String... folders) {
        return new String[] {
            "spring.flyway.locations="
                    + Stream.of(folders)
                            .map(folder -> "classpath:io/tiergate/hosts/" + folder)
                            .collect(Collectors.joining(",")),
            "spring.jpa.hibernate.ddl-auto=none"
        };
    }
}
