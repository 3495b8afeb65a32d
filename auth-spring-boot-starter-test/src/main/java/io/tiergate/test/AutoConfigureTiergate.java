package io.tiergate.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Starts Tiergate in a slice of the database, with its tables there: for repositories of entities that are guarded.
 *
 * <pre>{@code
 * @DataJpaTest
 * @AutoConfigureTiergate
 * @Import(Permissions.class)
 * class DocumentRepositoryTest { ... }
 * }</pre>
 *
 * <p>The slice has the catalogues that it imports, or that the class of the application makes. What a test changes is rolled back with
 * its transaction; what is declared stays.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ImportAutoConfiguration
public @interface AutoConfigureTiergate {}
