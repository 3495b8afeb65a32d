package io.tiergate.decision;

/** Whether the store was heard of lately enough that what is kept may still answer. */
final class Contact {

    private volatile boolean lost;

    boolean isLost() {
        return lost;
    }

    void lose() {
        lost = true;
    }

    void find() {
        lost = false;
    }
}
