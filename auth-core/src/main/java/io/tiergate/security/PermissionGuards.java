package io.tiergate.security;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@link RequiresPermission} requires, class by class. Each class is read once, when it is first asked about: by {@link
 * RequiresPermissionAdvisor}, when a bean of it is made. Safe for use by many threads.
 */
public final class PermissionGuards {

    private final Map<Class<?>, GuardedClass> classes = new ConcurrentHashMap<>();
    private final AnnotatedMethods annotated = new AnnotatedMethods();
    private final SortedMap<String, SortedSet<String>> places = new ConcurrentSkipListMap<>();

    private final FoundGuards found = new FoundGuards();

    /**
     * All that must hold before that method of a bean is called; null if nothing.
     *
     * @param beanClass of the bean, or of its proxy by CGLIB
     * @throws InvalidRequiresPermissionException if an annotation of the class cannot be enforced
     */
    public @Nullable PermissionGuard guardOf(Method method, Class<?> beanClass) {
        PermissionGuard known = found.find(method, beanClass);
        if (known != null) {
            return known;
        }
        PermissionGuard guard = guarded(beanClass).guardOf(method);
        if (guard != null) {
            found.keep(method, beanClass, guard);
        }
        return guard;
    }

    /**
     * Whether a method of that class, or all of it, is guarded.
     *
     * @throws InvalidRequiresPermissionException if an annotation of the class cannot be enforced
     */
    public boolean guards(Class<?> beanClass) {
        return guarded(beanClass).isGuarded();
    }

    /** The permissions that the annotations name which were read so far, each with the places of these. A copy. */
    public SortedMap<String, SortedSet<String>> permissions() {
        SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
        places.forEach((name, where) -> copy.put(name, Collections.unmodifiableSortedSet(new TreeSet<>(where))));
        return Collections.unmodifiableSortedMap(copy);
    }

    private GuardedClass guarded(Class<?> type) {
        GuardedClass known = classes.get(type);
        return known == null ? classes.computeIfAbsent(type, this::read) : known;
    }

    private GuardedClass read(Class<?> type) {
        return GuardedClass.of(
                type,
                annotated,
                (name, place) -> places.computeIfAbsent(name, key -> new ConcurrentSkipListSet<>())
                        .add(place));
    }
}
