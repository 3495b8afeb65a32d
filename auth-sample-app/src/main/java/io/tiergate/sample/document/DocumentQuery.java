package io.tiergate.sample.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What of the list is to be shown. What is wrong in an address is taken for what is usual.
 *
 * @param text what the title contains; empty for any
 * @param folder the key of the folder, or null for all
 * @param page from 0
 */
public record DocumentQuery(String text, @Nullable Long folder, Column column, boolean descending, int page) {

    /** What the list can be sorted by. */
    public enum Column {
        TITLE("title"),
        OWNER("owner"),
        CHANGED("changedAt");

        private final String attribute;

        Column(String attribute) {
            this.attribute = attribute;
        }

        public static Column of(String name) {
            for (Column column : values()) {
                if (column.parameter().equals(name)) {
                    return column;
                }
            }
            return TITLE;
        }

        public String parameter() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Sort order() {
        Sort.Direction direction = descending ? Sort.Direction.DESC : Sort.Direction.ASC;
        // The key makes it a total order, without which pages could show one row twice.
        return Sort.by(direction, column.attribute).and(Sort.by("id"));
    }

    /** The address of the same list, sorted by a column; the other way round, if it is by that one already. */
    public String sortedBy(String name) {
        Column other = Column.of(name);
        return new DocumentQuery(text, folder, other, other == column && !descending, 0).address();
    }

    /** The address of another page of the same list. */
    public String at(int otherPage) {
        return new DocumentQuery(text, folder, column, descending, otherPage).address();
    }

    /** For {@code aria-sort}. */
    public String sorting(String name) {
        return Column.of(name) != column ? "none" : descending ? "descending" : "ascending";
    }

    private String address() {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/documents");
        if (!text.isEmpty()) {
            address.queryParam("q", "{q}");
        }
        if (folder != null) {
            address.queryParam("folder", folder);
        }
        if (column != Column.TITLE || descending) {
            address.queryParam("sort", column.parameter() + (descending ? "-down" : ""));
        }
        if (page > 0) {
            address.queryParam("page", page + 1);
        }
        return text.isEmpty()
                ? address.build().toUriString()
                : address.encode().buildAndExpand(text).toUriString();
    }
}
