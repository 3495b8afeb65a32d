package io.tiergate.resource;

import io.tiergate.AllowedResources;
import io.tiergate.AllowedResources.Extent;
import io.tiergate.schema.Vendor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The condition that a row belongs to a resource on which something is {@linkplain AllowedResources allowed}, for a statement
 * in the database that holds our tables. It stands on one column of the row, which refers to {@code tiergate_resource.id};
 * a row where that is null is not among them, and is among those of the negated condition. One statement so filters, sorts,
 * pages and counts.
 *
 * <p>The condition relies on the column, and does not look whether this holds: it has a foreign key to {@code tiergate_resource.id},
 * and all that it refers to are resources of the type for which it is allowed. A column that refers to resources of several
 * types takes a condition for each, beside one on what tells the types apart.
 *
 * <p>The condition asks for the tenant, for owners and for what is denied as they are when the statement runs. It holds to what is
 * allowed at {@link AllowedResources#revision}. Ask for it for each statement: a decision point answers that from memory.
 *
 * <p>Immutable.
 */
public final class AllowedSql {

    private static final String NAME = "([\\p{L}\\p{N}_$]+|\"[^\"]+\"|`[^`]+`)";

    /** With that of its table last but one: within the condition another table could have a column of the same name. */
    private static final Pattern COLUMN = Pattern.compile("(" + NAME + "\\.)*" + NAME + "\\." + NAME);

    private static final int TABLE = 3;

    private static final Pattern ALIAS = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    /** What tables are called within a condition. */
    private static final Pattern TAKEN = Pattern.compile("[Tt][A-Za-z]?");

    private final Vendor vendor;
    private final String qualifier;

    /**
     * @param vendor of the database
     * @param schema where our tables are, as for {@code JpaStore}: null for where statements look by themselves
     */
    public AllowedSql(Vendor vendor, @Nullable String schema) {
        this.vendor = Objects.requireNonNull(vendor, "vendor");
        this.qualifier = schema == null ? "" : vendor.quote(schema) + ".";
    }

    /**
     * A condition with its values.
     *
     * @param text with a {@code ?} for each value
     * @param values in the order of the text: numbers and texts, and what stands for the column
     */
    public record Condition(String text, List<Object> values) {

        public Condition {
            values = List.copyOf(values);
        }
    }

    /**
     * With values to be bound, as JDBC and jOOQ take it. On PostgreSQL the text is one of few, however much the subject is allowed,
     * so that prepared statements are planned once.
     *
     * @param column the name of a column with that of its table or alias: {@code d.resource_id}
     * @throws IllegalArgumentException if that is not the name of a column, or the alias is one that the condition uses itself:
     *     {@code t} with or without another letter
     */
    public Condition where(AllowedResources allowed, String column) {
        requireColumn(column);
        return bound(values(allowed), condition -> "(" + condition.on(allowed, () -> column) + ")");
    }

    /**
     * The same for tools that know what the column is called only when they write the statement.
     *
     * @param column stands for it among the values, in each place where the text has a {@code ?} for it; neither a number nor a text.
     *     It must be written with the name of its table, as for {@link #where(AllowedResources, String)}
     * @throws IllegalArgumentException for a number or a text
     */
    public Condition where(AllowedResources allowed, Object column) {
        if (column instanceof Number || column instanceof CharSequence) {
            throw new IllegalArgumentException("'" + column + "' does not stand for a column");
        }
        Bound values = values(allowed);
        return bound(values, condition -> "(" + condition.on(allowed, () -> values.text(column)) + ")");
    }

    /**
     * With all values written out, for tools that bind nothing. There is nothing in it of what people have entered: keys, places
     * in the tree, and names of permissions.
     *
     * @param column as for {@link #where(AllowedResources, String)}
     * @throws IllegalArgumentException as there
     */
    public String literal(AllowedResources allowed, String column) {
        requireColumn(column);
        return "(" + new RowCondition(vendor, qualifier, new Literals()).on(allowed, () -> column) + ")";
    }

    private static void requireColumn(String column) {
        Matcher parts = COLUMN.matcher(column);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + column
                    + "' is not the name of a column with that of its table or alias, such as d.resource_id");
        }
        if (TAKEN.matcher(parts.group(TABLE).replaceAll("[\"`]", "")).matches()) {
            throw new IllegalArgumentException("'" + column + "' is of a table with an alias that the condition uses"
                    + " itself: take another, such as d");
        }
    }

    /**
     * A condition on a row of {@code tiergate_resource} itself, with values to be bound: that one of these is for its type, and
     * allows it.
     *
     * @param allowed what is right at one state; never for none
     * @param row the alias of the table: letters, digits and {@code _}
     * @throws IllegalArgumentException if that is no alias, or one that is taken: {@code t} with or without another letter
     */
    public Condition onRow(Collection<AllowedResources> allowed, String row) {
        if (!ALIAS.matcher(row).matches() || TAKEN.matcher(row).matches()) {
            throw new IllegalArgumentException("'" + row + "' is not an alias, or one that the condition uses itself:"
                    + " take another, such as r");
        }
        return bound(new Bound(false), condition -> "(" + condition.ofAny(allowed, row) + ")");
    }

    private Bound values(AllowedResources allowed) {
        // Where how many they are has chosen the statement, it is the same for all values.
        return new Bound(vendor == Vendor.POSTGRESQL && allowed.extent() != Extent.UNKNOWN);
    }

    private Condition bound(Bound values, Function<RowCondition, String> text) {
        return new Condition(text.apply(new RowCondition(vendor, qualifier, values)), values.all);
    }

    private static final class Bound implements RowCondition.Values {

        private final List<Object> all = new ArrayList<>();
        private final boolean plannedOnce;

        /** @param plannedOnce whether PostgreSQL shall not see the values when it plans: it would plan again for each */
        Bound(boolean plannedOnce) {
            this.plannedOnce = plannedOnce;
        }

        @Override
        public String text(Object value) {
            all.add(value);
            return plannedOnce && value instanceof Long ? "(select cast(? as bigint))" : "?";
        }

        @Override
        public String array(Collection<?> elements, String type) {
            // Neither keys nor paths have commas.
            all.add(elements.stream().map(String::valueOf).collect(Collectors.joining(",")));
            // Of a select it is made once, and else for each row, unless that is done when the values are known.
            return plannedOnce
                    ? "array(select cast(unnest(string_to_array(?, ',')) as " + type + "))"
                    : "cast(string_to_array(?, ',') as " + type + "[])";
        }
    }

    private static final class Literals implements RowCondition.Values {

        @Override
        public String text(Object value) {
            return literal(value);
        }

        @Override
        public String array(Collection<?> elements, String type) {
            return elements.stream().map(AllowedSql::literal).collect(Collectors.joining(", ", "array[", "]"));
        }
    }

    private static String literal(Object value) {
        if (value instanceof Number) {
            return value.toString();
        }
        String text = value.toString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' || (!Character.isLetterOrDigit(c) && "-_.:*~".indexOf(c) < 0)) {
                throw new IllegalArgumentException("'" + text + "' must not be written out in a statement");
            }
        }
        return "'" + text + "'";
    }
}
