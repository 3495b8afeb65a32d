package io.tiergate.store.jpa;

import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/**
 * Where the current thread is in its transaction. Spring does not tell: a synchronization that is registered by another one
 * is not called any more, and a transaction that has ended still looks active to those who are told of its end. So the calls
 * on the stack are looked at; only where something is changed, which costs more.
 */
final class CommitPhase {

    private static final Set<String> ENDED =
            Set.of("triggerBeforeCompletion", "invokeAfterCommit", "invokeAfterCompletion");

    private CommitPhase() {}

    /** Whether Spring may have called already what it calls before the commit. */
    static boolean mayHaveBegun() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames ->
                        frames.anyMatch(frame -> frame.getDeclaringClass() == TransactionSynchronizationUtils.class
                                && (frame.getMethodName().equals("triggerBeforeCommit")
                                        || ENDED.contains(frame.getMethodName()))));
    }

    /**
     * Whether Hibernate's transaction is committing, and may have called already what it calls before. During its last flush
     * it has not: what is changed by listeners to that flush is numbered behind it.
     */
    static boolean isHibernateCommitting() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(CommitPhase::isOfHibernatesCommit)
                        .findFirst()
                        .map(frame -> frame.getMethodName().equals("beforeCompletionCallback"))
                        .orElse(false));
    }

    private static boolean isOfHibernatesCommit(StackFrame frame) {
        String type = frame.getClassName();
        return (type.equals("org.hibernate.internal.SessionImpl")
                        && frame.getMethodName().equals("flushBeforeTransactionCompletion"))
                || (type.startsWith("org.hibernate.resource.transaction.backend.")
                        && frame.getMethodName().equals("beforeCompletionCallback"));
    }

    /**
     * Whether the caller was called because its transaction has ended, or is about to end whatever happens, and has not begun
     * another one since.
     */
    static boolean isOver() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(CommitPhase::over)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(false));
    }

    private static Optional<Boolean> over(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        if (type == TransactionSynchronizationUtils.class && ENDED.contains(frame.getMethodName())) {
            return Optional.of(true);
        }
        boolean begins = (TransactionOperations.class.isAssignableFrom(type)
                        && frame.getMethodName().equals("execute"))
                || (type == TransactionAspectSupport.class
                        && frame.getMethodName().equals("invokeWithinTransaction"));
        return begins ? Optional.of(false) : Optional.empty();
    }
}
