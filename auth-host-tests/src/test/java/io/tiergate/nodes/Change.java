package io.tiergate.nodes;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.oracle.PlainAdministration;
import java.time.Instant;
import java.util.List;

/**
 * A change that a test has a node make, and makes itself in the oracle's world. A word that a kind does not need is empty.
 *
 * @param holder {@code user:alice} or {@code group:office}; of a bundle's change the bundle
 * @param what a permission, a wildcard, {@code bundle:clerk}, or a group
 */
record Change(Kind kind, Tenant tenant, String holder, String what, Validity validity) {

    enum Kind {
        CREATE_TENANT {
            @Override
            void make(Administration there, Change change) {
                there.tenants().create(change.tenant);
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.createTenant(change.tenant);
            }
        },
        DEFINE {
            @Override
            void make(Administration there, Change change) {
                there.permissions().define(change.what, "");
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.definePermission(change.tenant, change.what);
            }
        },
        RETIRE {
            @Override
            void make(Administration there, Change change) {
                there.permissions().retire(change.what);
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.setRetired(change.tenant, change.what, true);
            }
        },
        RESTORE {
            @Override
            void make(Administration there, Change change) {
                there.permissions().restore(change.what);
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.setRetired(change.tenant, change.what, false);
            }
        },
        DELETE_PERMISSION {
            @Override
            void make(Administration there, Change change) {
                there.permissions().delete(change.what);
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.deletePermission(change.tenant, change.what);
            }
        },
        DEFINE_BUNDLE {
            @Override
            void make(Administration there, Change change) {
                there.bundles().define(change.holder, "", List.of());
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.defineBundle(change.tenant, change.holder, List.of());
            }
        },
        ADD_TO_BUNDLE {
            @Override
            void make(Administration there, Change change) {
                there.bundles().add(change.holder, List.of(change.what));
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.addToBundle(change.tenant, change.holder, List.of(change.what));
            }
        },
        REMOVE_FROM_BUNDLE {
            @Override
            void make(Administration there, Change change) {
                there.bundles().remove(change.holder, List.of(change.what));
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.removeFromBundle(change.tenant, change.holder, List.of(change.what));
            }
        },
        DEFINE_GROUP {
            @Override
            void make(Administration there, Change change) {
                there.groups().define(change.what, "");
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.defineGroup(change.tenant, change.what);
            }
        },
        ADD_MEMBER {
            @Override
            void make(Administration there, Change change) {
                there.groups().addMember(change.what, subject(change.holder), change.validity);
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.addMember(change.tenant, change.what, subject(change.holder), change.validity);
            }
        },
        REMOVE_MEMBER {
            @Override
            void make(Administration there, Change change) {
                there.groups().removeMember(change.what, subject(change.holder));
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.removeMember(change.tenant, change.what, subject(change.holder));
            }
        },
        SUSPEND {
            @Override
            void make(Administration there, Change change) {
                there.subjects().suspend(subject(change.holder));
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.suspend(change.tenant, subject(change.holder));
            }
        },
        REINSTATE {
            @Override
            void make(Administration there, Change change) {
                there.subjects().reinstate(subject(change.holder));
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.reinstate(change.tenant, subject(change.holder));
            }
        },
        DELETE_SUBJECT {
            @Override
            void make(Administration there, Change change) {
                there.subjects().delete(subject(change.holder));
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.deleteSubject(change.tenant, subject(change.holder));
            }
        },
        ALLOW {
            @Override
            void make(Administration there, Change change) {
                there.grants().grant(change.grant(Effect.ALLOW));
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.grant(change.tenant, change.grant(Effect.ALLOW));
            }
        },
        DENY {
            @Override
            void make(Administration there, Change change) {
                there.grants().grant(change.grant(Effect.DENY));
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.grant(change.tenant, change.grant(Effect.DENY));
            }
        },
        REVOKE_ALLOW {
            @Override
            void make(Administration there, Change change) {
                there.grants().revoke(change.grant(Effect.ALLOW));
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.revoke(change.tenant, change.grant(Effect.ALLOW));
            }
        },
        REVOKE_DENY {
            @Override
            void make(Administration there, Change change) {
                there.grants().revoke(change.grant(Effect.DENY));
            }

            @Override
            void make(PlainAdministration plain, Change change) {
                plain.revoke(change.tenant, change.grant(Effect.DENY));
            }
        };

        abstract void make(Administration there, Change change);

        abstract void make(PlainAdministration plain, Change change);
    }

    static Change of(Kind kind, Tenant tenant, String holder, String what) {
        return new Change(kind, tenant, holder, what, Validity.ALWAYS);
    }

    void make(Administration administration) {
        kind.make(administration.inTenant(tenant), this);
    }

    void make(PlainAdministration plain) {
        kind.make(plain, this);
    }

    static Subject subject(String text) {
        String[] words = text.split(":", 2);
        return Subject.of(words[0], words[1]);
    }

    /** Takes what {@link #toString} gives. */
    static Change parse(String text) {
        String[] words = text.split(";", -1);
        return new Change(
                Kind.valueOf(words[0]),
                Tenant.of(words[1]),
                words[2],
                words[3],
                new Validity(moment(words[4]), moment(words[5])));
    }

    @Override
    public String toString() {
        return String.join(";", kind.name(), tenant.key(), holder, what, text(validity.from()), text(validity.until()));
    }

    private Grant grant(Effect effect) {
        return new Grant(heldBy(), granted(), effect, validity, null);
    }

    private Holder heldBy() {
        return holder.startsWith("group:") ? Group.of(holder.substring("group:".length())) : subject(holder);
    }

    private What granted() {
        return what.startsWith("bundle:") ? What.bundle(what.substring("bundle:".length())) : What.permission(what);
    }

    private static String text(Instant moment) {
        return moment == null ? "" : moment.toString();
    }

    private static Instant moment(String text) {
        return text.isEmpty() ? null : Instant.parse(text);
    }
}
