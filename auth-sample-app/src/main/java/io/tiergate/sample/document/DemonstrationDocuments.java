package io.tiergate.sample.document;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.admin.Administration;
import io.tiergate.sample.Permissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Some thousands of documents, the same at each first start, and who may do what with them. Where there is a folder already,
 * nothing is added.
 */
@Component
@ConditionalOnBooleanProperty(name = "tiergate-sample.demo", matchIfMissing = true)
class DemonstrationDocuments implements SmartLifecycle {

    static final int DOCUMENTS_IN_A_FOLDER = 18;

    private static final List<String> DEPARTMENTS =
            List.of("Board", "Finance", "Legal", "Personnel", "Research", "Sales", "Support", "Works");
    private static final List<String> YEARS = List.of("2022", "2023", "2024", "2025", "2026");
    private static final List<String> KINDS = List.of("Contracts", "Letters", "Minutes", "Plans", "Reports");
    private static final List<String> PLACES = List.of(
            "Athens",
            "Bergen",
            "Cork",
            "Delft",
            "Essen",
            "Faro",
            "Ghent",
            "Haarlem",
            "Izmir",
            "Jena",
            "Kaunas",
            "Lisbon",
            "Malmö",
            "Nantes",
            "Oviedo",
            "Porto",
            "Rotterdam",
            "Siena",
            "Tartu",
            "Utrecht",
            "Vigo",
            "Warsaw",
            "Zagreb");

    /** Of these, the last can sign in. */
    private static final List<String> OWNERS =
            List.of("ana", "bruno", "chiara", "dmitri", "elif", "farid", "greta", "owneruser");

    private static final Instant FIRST_CHANGE = Instant.parse("2026-01-05T08:00:00Z");

    private final FolderRepository folders;
    private final DocumentRepository documents;
    private final Administration administration;
    private final TransactionOperations transactions;
    private volatile boolean running;

    DemonstrationDocuments(
            FolderRepository folders,
            DocumentRepository documents,
            Administration administration,
            TransactionOperations transactions) {
        this.folders = folders;
        this.documents = documents;
        this.administration = administration.because("demonstration");
        this.transactions = transactions;
    }

    @Override
    public void start() {
        transactions.executeWithoutResult(status -> {
            if (folders.count() == 0) {
                fill();
            }
        });
        running = true;
    }

    private void fill() {
        Map<String, Folder> byPath = new LinkedHashMap<>();
        for (String department : DEPARTMENTS) {
            Folder top = add(byPath, new Folder(department, null));
            for (String year : YEARS) {
                Folder middle = add(byPath, new Folder(year, top));
                KINDS.forEach(kind -> add(byPath, new Folder(kind, middle)));
            }
        }
        folders.saveAll(byPath.values());
        List<Document> all = new ArrayList<>();
        for (Map.Entry<String, Folder> entry : byPath.entrySet()) {
            if (entry.getKey().split(" / ").length == 3) {
                for (int i = 0; i < DOCUMENTS_IN_A_FOLDER; i++) {
                    all.add(document(entry.getValue(), all.size()));
                }
            }
        }
        documents.saveAll(all);
        documents.flush();
        share(byPath);
    }

    private static Folder add(Map<String, Folder> byPath, Folder folder) {
        byPath.put(folder.path(), folder);
        return folder;
    }

    private static Document document(Folder folder, int number) {
        String kind = folder.name()
                .substring(0, folder.name().length() - (folder.name().equals("Minutes") ? 0 : 1));
        String place = PLACES.get(number * 7 % PLACES.size());
        String title = "%s %s %d".formatted(kind, place, number + 1);
        String content =
                "This is number %d of the demonstration. It is kept in %s.".formatted(number + 1, folder.path());
        Instant changed = FIRST_CHANGE.plus(number * 97L % 7_000, ChronoUnit.HOURS);
        return new Document(folder, title, content, OWNERS.get(number % OWNERS.size()), changed);
    }

    private void share(Map<String, Folder> byPath) {
        Group basic = Group.of("basic");
        Group secured = Group.of("secured");
        administration
                .grants()
                .grant(List.of(
                        // Everything, but nothing of the board's, and nothing of Legal's may be deleted.
                        Grant.allow(secured, "document.*"),
                        on(byPath, "Board", Grant.deny(secured, "document.*")),
                        on(byPath, "Legal", Grant.deny(secured, Permissions.DOCUMENT_DELETE)),
                        // Two departments, but no contracts of the last year; and some to change.
                        on(byPath, "Sales", Grant.allow(basic, Permissions.DOCUMENT_READ)),
                        on(byPath, "Support", Grant.allow(basic, Permissions.DOCUMENT_READ)),
                        on(byPath, "Sales / 2026 / Contracts", Grant.deny(basic, Permissions.DOCUMENT_READ)),
                        on(byPath, "Support / 2026", Grant.allow(basic, Permissions.DOCUMENT_WRITE))));
        // The authors have no grant: they may what they own.
    }

    private static Grant on(Map<String, Folder> byPath, String path, Grant grant) {
        return grant.on(DocumentTypes.folder(
                Objects.requireNonNull(byPath.get(path), path).id()));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the groups, and before the web server. */
    @Override
    public int getPhase() {
        return 1;
    }
}
