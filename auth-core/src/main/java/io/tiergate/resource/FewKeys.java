package io.tiergate.resource;

import io.tiergate.AllowedResources;
import io.tiergate.AllowedResources.Extent;
import io.tiergate.AllowedResources.Owning;
import io.tiergate.schema.Vendor;
import java.util.ArrayList;
import java.util.List;

/** Writes the keys of few resources so that the database finds these first, and then the rows of the host. */
final class FewKeys {

    private final RowCondition rows;
    private final Vendor vendor;

    /** @param vendor PostgreSQL or MariaDB */
    FewKeys(RowCondition rows, Vendor vendor) {
        this.rows = rows;
        this.vendor = vendor;
    }

    /** Whether these are counted, and few. */
    static boolean areIn(AllowedResources allowed) {
        return !allowed.isNone() && !allowed.everywhere() && allowed.grants() == null && allowed.extent() == Extent.FEW;
    }

    /** A select of the keys. */
    String of(AllowedResources allowed) {
        return vendor == Vendor.POSTGRESQL ? byArray(allowed) : byUnion(allowed);
    }

    /**
     * By an array, which is made first and of which PostgreSQL expects that it has few elements, so that it goes from these to
     * the rows of the host. It would expect about any number of rows in a place deep in the tree: what it knows of paths is
     * where each hundredth of them begins. Compared with the array itself it would be faster, but not where the condition stands
     * beside "or" or "not": for each row it would look through the array from its beginning.
     */
    private String byArray(AllowedResources allowed) {
        Owning owning = allowed.owning();
        List<String> parts = new ArrayList<>();
        if (!allowed.allowed().isEmpty()) {
            parts.add("select tr.id, tr.path from unnest(" + rows.paths(allowed.allowed()) + ") as tp(path)"
                    + rows.below("tr", "tp"));
        }
        if (owning.typeIds().contains(allowed.typeId())) {
            parts.add("select tr.id, tr.path from " + owned(allowed));
        }
        if (!owning.isNothing()) {
            parts.add("select tx.id, tx.path from " + rows.belowOwned(List.of(allowed.typeId()), owning));
        }
        String denied = allowed.denied().isEmpty() ? "" : " where " + rows.notDenied(allowed.denied(), "tk");
        return "select unnest(array(select tk.id from (" + String.join(" union all ", parts) + ") as tk" + denied
                + "))";
    }

    /**
     * By a table that is made first. MariaDB finds nothing by alternatives of which one is a select, unless that has nothing: it
     * would look at all rows of the host in the order of the page.
     */
    private String byUnion(AllowedResources allowed) {
        Owning owning = allowed.owning();
        List<String> parts = new ArrayList<>();
        if (!allowed.allowed().isEmpty()) {
            parts.add("select tr.id from " + rows.table("resource") + " tr where ("
                    + String.join(" or ", rows.below(allowed.allowed(), false, "tr")) + ")" + notDenied(allowed, "tr"));
        }
        if (owning.typeIds().contains(allowed.typeId())) {
            parts.add("select tr.id from " + owned(allowed) + notDenied(allowed, "tr"));
        }
        if (!owning.isNothing()) {
            parts.add("select tx.id from " + rows.belowOwned(List.of(allowed.typeId()), owning)
                    + notDenied(allowed, "tx"));
        }
        return "select tk.id from (" + String.join(" union all ", parts) + ") as tk";
    }

    private String owned(AllowedResources allowed) {
        return rows.table("resource") + " tr where tr.type_id = " + rows.value(allowed.typeId()) + " and "
                + rows.owned(allowed.owning(), "tr");
    }

    private String notDenied(AllowedResources allowed, String row) {
        return allowed.denied().isEmpty() ? "" : " and " + rows.notDenied(allowed.denied(), row);
    }
}
