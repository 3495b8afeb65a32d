package io.tiergate.boot.catalogue;

import java.util.Map;

/**
 * Knows types of resources that entities of the application have. They must be declared, and are bound from the start on. Beans
 * of this type are asked once all singletons are there.
 */
@FunctionalInterface
public interface UsedResourceTypes {

    /** Each with the place where it stands, as a person finds it, such as the name of a class. */
    Map<String, String> types();
}
