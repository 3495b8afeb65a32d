package io.tiergate;

/**
 * The answer to an {@link AccessRequest}.
 *
 * @param code why; names the first reason that applies, in the order of {@link Code}
 * @param revision the state that it was decided on. A decision inside a transaction that has itself changed something
 *     carries the revision before that change, which has none yet.
 */
public record Decision(Code code, Revision revision) {

    /** Why a decision is what it is. All but {@link #GRANTED} are denials, in the order in which they are found. */
    public enum Code {
        /** An applicable ALLOW, and no applicable DENY. */
        GRANTED,
        /** The permission is not in the catalogue that the tenant sees, or is retired. */
        UNKNOWN_PERMISSION,
        /** The resource that was asked about is of a type that nobody has declared. */
        UNKNOWN_RESOURCE_TYPE,
        /** The subject is suspended, and so holds nothing. */
        SUBJECT_SUSPENDED,
        /** An applicable DENY. */
        DENIED,
        /** The resource that was asked about is not registered, and is of a type whose resources all are. */
        UNKNOWN_RESOURCE,
        /** Nothing applies. */
        NOT_GRANTED
    }

    public boolean allowed() {
        return code == Code.GRANTED;
    }
}
