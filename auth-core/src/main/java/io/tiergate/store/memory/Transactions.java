package io.tiergate.store.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One writer or many readers at a time, and for the writer all or nothing. */
final class Transactions {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    // What follows belongs to the write that is under way, and is only touched under the exclusive lock.
    private final Deque<Runnable> undoing = new ArrayDeque<>();
    private final List<Runnable> atCommit = new ArrayList<>();
    private @Nullable Throwable spoiledBy;

    <T extends @Nullable Object> T read(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    <T extends @Nullable Object> T write(Supplier<T> work) {
        if (lock.isWriteLockedByCurrentThread()) {
            return join(work);
        }
        if (lock.getReadHoldCount() > 0) {
            // The lock would wait for its own reader, for ever.
            throw new IllegalStateException("A write was begun inside a read. Begin with the write: it may read too.");
        }
        lock.writeLock().lock();
        try {
            return commitOrUndo(work);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Runs one change of a table; it is part of the write that is under way. */
    <T extends @Nullable Object> T change(Supplier<T> mutation) {
        if (!lock.isWriteLockedByCurrentThread()) {
            throw new IllegalStateException("The store was to be changed outside of a write. Use Store.write(...).");
        }
        return join(mutation);
    }

    /** Has a step undone, after those that follow it, if the write fails. */
    void onUndo(Runnable step) {
        undoing.push(step);
    }

    /** Has something done when the write has succeeded. It must not fail. */
    void onCommit(Runnable step) {
        atCommit.add(step);
    }

    /** Whether the caller is inside a read or a write. */
    boolean isInside() {
        return lock.isWriteLockedByCurrentThread() || lock.getReadHoldCount() > 0;
    }

    /** Whether the caller is inside a write that has changed something. */
    boolean hasChanged() {
        return !undoing.isEmpty();
    }

    private <T extends @Nullable Object> T join(Supplier<T> work) {
        try {
            return work.get();
        } catch (Throwable failure) {
            if (spoiledBy == null) {
                spoiledBy = failure;
            }
            throw failure;
        }
    }

    private <T extends @Nullable Object> T commitOrUndo(Supplier<T> work) {
        try {
            T result = work.get();
            if (spoiledBy != null) {
                throw new IllegalStateException(
                        "A part of this write failed, and the work went on: all of it was undone. Let the exception"
                                + " pass, or ask before you change.",
                        spoiledBy);
            }
            atCommit.forEach(Runnable::run);
            undoing.clear();
            return result;
        } finally {
            undoing.forEach(Runnable::run);
            undoing.clear();
            atCommit.clear();
            spoiledBy = null;
        }
    }
}
