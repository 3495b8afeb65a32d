package io.tiergate.store;

import java.util.List;

/**
 * What a subject may hold on resources: itself, by groups that it is a member of at any time, and by the built-in groups.
 *
 * @param subjectId the key of the subject, or 0 if the store does not know it
 * @param roots the grants with the places of their resources
 * @param complete whether these are all; if there are too many, there are none
 * @param counted how many resources there are
 * @param onlyTenant whether there is no other tenant
 * @param unnumbered whether change sets of the tenant are seen that have no revision yet, which the stamp so does not tell of
 */
public record HeldRoots(
        Stamp stamp,
        long subjectId,
        List<HeldRoot> roots,
        boolean complete,
        Counted counted,
        boolean onlyTenant,
        boolean unnumbered) {

    /** What is not counted. */
    public static final int UNCOUNTED = -1;

    /** So many are counted. */
    public static final int COUNTED = 10_000;

    /**
     * @param owned how many the subject and its groups own, of all types: {@link #MANY} if more than {@link #COUNTED},
     *     {@link #UNCOUNTED} if the store does not count them
     * @param total about how many there are in all tenants, 0 or less if that is not known
     */
    public record Counted(int owned, long total) {

        /** By a store that does not count. */
        public static final Counted NOTHING = new Counted(UNCOUNTED, 0);
    }

    /** More than are counted. */
    public static final int MANY = Integer.MAX_VALUE;
}
