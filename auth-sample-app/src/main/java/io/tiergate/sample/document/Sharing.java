package io.tiergate.sample.document;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.RecordedGrant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.admin.ResourceEntry;
import io.tiergate.sample.Permissions;
import io.tiergate.sample.account.Accounts;
import io.tiergate.security.Access;
import io.tiergate.security.RequiresPermission;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Who a document is shared with. One can give, and take back, only what one may do oneself: otherwise whoever may share could do
 * everything.
 */
@Service
public class Sharing {

    private final Administration administration;
    private final Access access;
    private final Accounts accounts;

    Sharing(Administration administration, Access access, Accounts accounts) {
        this.administration = administration;
        this.access = access;
        this.accounts = accounts;
    }

    /** The grants on the document itself. */
    @RequiresPermission(value = Permissions.DOCUMENT_SHARE, on = "document:{id}")
    public List<SharedWith> direct(long id) {
        Resource document = DocumentTypes.document(id);
        return administration.grants().on(document).stream()
                .map(recorded ->
                        SharedWith.of(recorded, mayGive(recorded.grant().what(), document)))
                .toList();
    }

    /** The grants on the folders above it, which hold for it too. */
    @RequiresPermission(value = Permissions.DOCUMENT_SHARE, on = "document:{id}")
    public List<SharedWith> fromAbove(long id) {
        Resource document = DocumentTypes.document(id);
        return administration.resources().path(document).stream()
                .map(ResourceEntry::resource)
                .filter(above -> !above.equals(document))
                .flatMap(above -> administration.grants().on(above).stream())
                .map(recorded -> SharedWith.of(recorded, false))
                .toList();
    }

    /** Those with whom something can be shared. */
    public List<Group> groups() {
        return administration.groups().list().stream()
                .map(entry -> entry.group())
                .filter(group -> !group.equals(Group.EVERYONE))
                .toList();
    }

    public List<String> people() {
        return accounts.usernames();
    }

    /**
     * Shares a document.
     *
     * @param who {@code group:} and the name of a group, or {@code user:} and that of a user
     * @return what is wrong, for people; empty if it is done
     */
    @RequiresPermission(value = Permissions.DOCUMENT_SHARE, on = "document:{id}")
    public String share(long id, String who, Share share, Validity validity, String reason) {
        Resource document = DocumentTypes.document(id);
        List<Holder> holders = Stream.concat(
                        groups().stream(), people().stream().map(Subject::user))
                .filter(holder -> choice(holder).equals(who))
                .toList();
        if (holders.isEmpty()) {
            return "Choose whom to share it with.";
        }
        if (reason.length() > Grant.MAX_REASON) {
            return "The reason is too long.";
        }
        List<Grant> grants = share.permissions().stream()
                .map(name -> grant(holders.get(0), name, share.effect()).on(document))
                .map(grant -> grant.valid(validity))
                .map(grant -> reason.isBlank() ? grant : grant.because(reason))
                .toList();
        if (!grants.stream().allMatch(grant -> mayGive(grant.what(), document))) {
            return "You can give only what you may do yourself.";
        }
        administration.grants().grant(grants);
        return "";
    }

    /**
     * Takes a grant on the document itself back.
     *
     * @return what is wrong, for people; empty if it is done
     */
    @RequiresPermission(value = Permissions.DOCUMENT_SHARE, on = "document:{id}")
    public String takeBack(long id, long grantId) {
        Resource document = DocumentTypes.document(id);
        Optional<RecordedGrant> present = administration.grants().on(document).stream()
                .filter(recorded -> recorded.id() == grantId)
                .findFirst();
        if (present.isEmpty()) {
            return "That is not shared any more. Nothing is changed.";
        }
        if (!mayGive(present.get().grant().what(), document)) {
            return "You can take back only what you may do yourself.";
        }
        administration.grants().revoke(grantId);
        return "";
    }

    /** How a holder is named in the form. */
    static String choice(Holder holder) {
        return holder instanceof Group group ? "group:" + group.name() : holder.toString();
    }

    private static Grant grant(Holder holder, String permission, Effect effect) {
        return effect == Effect.ALLOW ? Grant.allow(holder, permission) : Grant.deny(holder, permission);
    }

    private boolean mayGive(What what, Resource document) {
        return DocumentTypes.PERMISSIONS.stream()
                .filter(permission -> covers(what, permission))
                .allMatch(permission -> access.has(permission, document));
    }

    /** Of a bundle one would have to look; it counts as everything. */
    private static boolean covers(What what, String permission) {
        return switch (what.kind()) {
            case PERMISSION -> what.name().equals(permission);
            case WILDCARD -> What.covers(what.name(), permission);
            case BUNDLE -> true;
        };
    }
}
