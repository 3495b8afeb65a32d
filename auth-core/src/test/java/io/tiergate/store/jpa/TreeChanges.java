package io.tiergate.store.jpa;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.AdministrationException;
import io.tiergate.admin.NewResource;
import io.tiergate.admin.ResourceAdministration;
import java.util.List;
import java.util.Random;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Random changes of one small tree, which others change too, so that they meet; many are refused for what others did. */
final class TreeChanges {

    private static final int NODES = 40;

    private final Administration administration;
    private final ResourceAdministration resources;
    private final Random random;

    TreeChanges(Administration administration, long seed) {
        this.administration = administration;
        this.resources = administration.resources();
        this.random = new Random(seed);
    }

    /** That a change of a host's transaction was refused, which is rolled back for it. */
    static final class Spoiled extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Spoiled(AdministrationException refused) {
            super(refused);
        }
    }

    Runnable next() {
        Runnable change = choose(random.nextInt(100));
        return () -> {
            try {
                change.run();
            } catch (AdministrationException refused) {
                if (TransactionSynchronizationManager.isActualTransactionActive()) {
                    throw new Spoiled(refused);
                }
            }
        };
    }

    private Runnable choose(int chosen) {
        Resource a = any();
        Resource b = any();
        if (chosen < 30) {
            NewResource added = NewResource.of(a).below(b);
            return () -> resources.register(chosen % 3 == 0 ? added.ownedBy(someone()) : added);
        }
        if (chosen < 38) {
            return () -> resources.register(NewResource.of(a).ownedBy(Group.of("team")));
        }
        if (chosen < 42) {
            return () -> resources.register(NewResource.of(a).below(b).at(1 + random.nextInt(3)));
        }
        if (chosen < 48) {
            return () -> resources.registerMissing(List.of(
                    NewResource.of(a),
                    NewResource.of(b).below(a),
                    NewResource.of(any()).below(a)));
        }
        if (chosen < 62) {
            return () -> resources.move(a, b);
        }
        if (chosen < 66) {
            return () -> resources.moveToRoot(a);
        }
        if (chosen < 72) {
            return () -> resources.moveTo(a, 1 + random.nextInt(3));
        }
        if (chosen < 78) {
            return () -> resources.delete(a);
        }
        if (chosen < 81) {
            return () -> resources.deleteBranch(a);
        }
        if (chosen < 86) {
            return () -> resources.transferOwnership(a, someone());
        }
        if (chosen < 92) {
            return () -> administration
                    .grants()
                    .grant(Grant.allow(chosen % 2 == 0 ? someone() : Group.of("team"), "read")
                            .on(a));
        }
        if (chosen < 95) {
            return () -> resources.transferAll(someone(), random.nextBoolean() ? someone() : null);
        }
        return () -> administration.subjects().delete(someone());
    }

    private Resource any() {
        return TreeConcurrencyContract.node("n" + random.nextInt(NODES));
    }

    private Subject someone() {
        return TreeConcurrencyContract.someone(random.nextInt(3));
    }
}
