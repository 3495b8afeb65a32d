package io.tiergate.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Resource;
import io.tiergate.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The documents of the demonstration, as those who may do different things with them. */
abstract class DocumentsContract extends RunningSample {

    private static final Pattern ROW = Pattern.compile("(?s)<th scope=\"row\">.*?</tr>");
    private static final Pattern LINK = Pattern.compile("href=\"/documents/(\\d+)\"");

    @Autowired
    private Map<String, SmartLifecycle> lifecycles;

    @Autowired
    private JdbcClient jdbc;

    /** Of 720 contracts, which no other test touches. */
    @ParameterizedTest
    @CsvSource({
        // Two departments but for one folder; all but one department; every eighth.
        "genericuser, 162",
        "superuser, 630",
        "owneruser, 90"
    })
    void eachSeesHowManyDocumentsOneMayRead(String user, String count) {
        Page page = visitor(user).get("/documents?q=contract");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains(">" + count + " documents</span>");
        assertThat(rows(page)).hasSize(20);
    }

    @Test
    void pagesAreFullAndShowEachDocumentOnce() {
        Visitor owner = visitor("owneruser");
        Map<String, String> seen = new LinkedHashMap<>();
        for (int page = 1; page <= 5; page++) {
            List<String> rows = rows(owner.get("/documents?q=contract&sort=changed-down&page=" + page));
            assertThat(rows).hasSize(page < 5 ? 20 : 10);
            rows.forEach(row -> seen.put(id(row), row));
        }

        assertThat(seen).hasSize(90);
        assertThat(owner.get("/documents?q=contract&page=6").location()).endsWith("/documents?q=contract&page=5");
    }

    @Test
    void aListIsSearchedAndSorted() {
        Page page = genericuser().get("/documents?q=PLAN%20Lisbon&sort=title-down");

        List<String> titles = titles(page);
        assertThat(titles).hasSizeGreaterThan(1).allMatch(title -> title.startsWith("Plan Lisbon "));
        assertThat(page.body()).contains("aria-sort=\"descending\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%25", "_", "!", "no%20such%20title"})
    void whatIsSearchedForIsTakenAsItIs(String text) {
        assertThat(superuser().get("/documents?q=" + text).body()).contains(">0 documents</span>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=secret", "page=0", "page=-5", "sort=-down"})
    void whatIsWrongInAnAddressIsTakenForWhatIsUsual(String query) {
        Page page = genericuser().get("/documents?" + query);

        assertThat(rows(page)).hasSize(20);
    }

    @Test
    void textsAreShownAsTexts() {
        assertThat(superuser()
                        .get("/documents?q=%3Cscript%3Ealert(1)%3C/script%3E")
                        .body())
                .doesNotContain("<script")
                .contains("&lt;script&gt;");
        Visitor owner = visitor("owneruser");
        String id = first(owner, "Plan Utrecht");

        owner.post(
                "/documents/" + id + "/edit",
                form(owner, "title", "<b>Plan</b> & \"Utrecht\"", "content", "<img src=x onerror=alert(1)>"));

        assertThat(owner.get("/documents/" + id).body())
                .contains("&lt;b&gt;Plan&lt;/b&gt; &amp; &quot;Utrecht&quot;", "&lt;img src=x")
                .doesNotContain("<b>Plan", "<img src=x");
    }

    @Test
    void aRowHasWhatTheUserMayDoWithIt() {
        assertThat(actions(rows(visitor("owneruser").get("/documents?q=Letter")).get(0)))
                .isEqualTo("Edit Share Delete");
        String support = folder("Support / 2026 / Letters");
        assertThat(actions(
                        rows(genericuser().get("/documents?folder=" + support)).get(0)))
                .isEqualTo("Edit");
        String sales = folder("Sales / 2026 / Letters");
        assertThat(actions(rows(genericuser().get("/documents?folder=" + sales)).get(0)))
                .isEmpty();
        String legal = folder("Legal / 2026 / Letters");
        assertThat(actions(rows(superuser().get("/documents?folder=" + legal)).get(0)))
                .isEqualTo("Edit Share");
    }

    @Test
    void whatIsNotOnTheListIsRefusedAndTellsNothing() {
        String denied = firstIn(visitor("owneruser"), "Sales / 2026 / Contracts");
        Visitor generic = genericuser();

        for (String path : List.of("", "/edit", "/share", "/delete")) {
            assertRefused(generic.get("/documents/" + denied + path));
        }
        assertRefused(generic.get("/documents/999999999"));
        assertThat(superuser().get("/documents/999999999").status()).isEqualTo(404);
        assertThat(generic.post("/documents/" + denied + "/delete").status()).isEqualTo(403);
        assertThat(visitor("owneruser").get("/documents/" + denied).status()).isEqualTo(200);
    }

    @Test
    void whatIsSharedIsSeenAtOnceAndNotAnyMoreWhenItIsTakenBack() {
        Visitor owner = visitor("owneruser");
        Visitor generic = genericuser();
        String id = firstIn(owner, "Finance / 2023 / Reports");
        assertRefused(generic.get("/documents/" + id));

        Page answer = owner.post(
                "/documents/" + id + "/share",
                form(owner, "who", "user:genericuser", "what", "WRITE", "until", "2999-12-31", "reason", "the audit"));

        assertThat(answer.location()).endsWith("/documents/" + id + "/share");
        assertThat(generic.get("/documents/" + id).body()).contains("/documents/" + id + "/edit");
        String inFolder = "/documents?folder=" + folder("Finance / 2023 / Reports");
        assertThat(generic.get(inFolder).body()).contains(">1 document</span>");
        assertThat(administration.grants().on(Resource.parse("document:" + id)))
                .allSatisfy(recorded -> {
                    assertThat(recorded.grantedBy()).isEqualTo(Subject.user("owneruser"));
                    assertThat(recorded.grant().reason()).isEqualTo("the audit");
                    assertThat(recorded.grant().validity().until()).isEqualTo("3000-01-01T00:00:00Z");
                })
                .hasSize(2);

        Matcher grants = Pattern.compile("name=\"grant\" value=\"(\\d+)\"")
                .matcher(owner.get("/documents/" + id + "/share").body());
        while (grants.find()) {
            owner.post("/documents/" + id + "/share/take-back", form(owner, "grant", grants.group(1)));
        }

        assertRefused(generic.get("/documents/" + id));
        assertThat(generic.get(inFolder).body()).contains(">0 documents</span>");
    }

    @Test
    void oneCanGiveAndTakeBackOnlyWhatOneMayOneself() {
        Visitor owner = visitor("owneruser");
        String id = firstIn(owner, "Finance / 2024 / Plans");
        Resource document = Resource.parse("document:" + id);
        Subject user = newUser();
        administration.groups().addMember("basic", user);
        administration
                .grants()
                .grant(List.of(
                        Grant.allow(user, "document.share").on(document),
                        Grant.allow(user, "document.read").on(document),
                        Grant.deny(user, "document.delete").on(document)));
        Visitor sharer = signedIn(user);

        Page refused =
                sharer.post("/documents/" + id + "/share", form(sharer, "who", user.toString(), "what", "EVERYTHING"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("You can give only what you may do yourself.");
        long denial = administration.grants().of(user).get(2).id();
        Page kept = sharer.post("/documents/" + id + "/share/take-back", form(sharer, "grant", "" + denial));
        assertThat(kept.status()).isEqualTo(400);
        assertThat(kept.body()).contains("You can take back only what you may do yourself.");
        assertThat(administration.grants().of(user)).hasSize(3);

        Page done = sharer.post("/documents/" + id + "/share", form(sharer, "who", "group:basic", "what", "READ"));

        assertThat(done.status()).isEqualTo(302);
        assertThat(genericuser().get("/documents/" + id).status()).isEqualTo(200);
        administration.grants().revokeAll(user);
        administration
                .grants()
                .revoke(Grant.allow(Group.of("basic"), "document.read").on(document));
    }

    @ParameterizedTest
    @CsvSource({
        "'', READ, Choose whom",
        "user:nobody, READ, Choose whom",
        "group:everyone, READ, Choose whom",
        "group:basic, ALL, Choose what"
    })
    void whatCannotBeChosenIsNotShared(String who, String what, String message) {
        Visitor owner = visitor("owneruser");
        String id = firstIn(owner, "Research / 2024 / Plans");

        Page page = owner.post("/documents/" + id + "/share", form(owner, "who", who, "what", what));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).contains(message);
        assertThat(administration.grants().on(Resource.parse("document:" + id))).isEmpty();
    }

    @Test
    void aGrantOnAnotherDocumentIsNotTakenBackThroughThisOne() {
        Visitor owner = visitor("owneruser");
        String id = firstIn(owner, "Works / 2024 / Plans");
        Resource other = Resource.parse("document:" + firstIn(owner, "Works / 2024 / Reports"));
        administration
                .grants()
                .grant(Grant.allow(Subject.user("ana"), "document.read").on(other));
        long grant = administration.grants().on(other).get(0).id();

        Page answer = owner.post("/documents/" + id + "/share/take-back", form(owner, "grant", "" + grant));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("That is not shared any more. Nothing is changed.");
        assertThat(administration.grants().on(other)).hasSize(1);
        administration.grants().revoke(grant);
    }

    @Test
    void whatIsDeletedIsGoneWithWhatWasGrantedOnIt() {
        Subject user = newUser();
        administration.groups().addMember("authors", user);
        Visitor owner = visitor("owneruser");
        String id = firstIn(owner, "Works / 2022 / Minutes");
        Resource document = Resource.parse("document:" + id);
        administration.grants().grant(Grant.allow(user, "document.read").on(document));
        Visitor reader = signedIn(user);
        assertThat(reader.get("/documents").body()).contains(">1 document</span>");

        assertThat(owner.get("/documents/" + id + "/delete").body()).contains("Delete this document?");
        Page answer = owner.post("/documents/" + id + "/delete");

        assertThat(answer.location()).endsWith("/documents");
        assertThat(administration.resources().find(document)).isEmpty();
        assertThat(administration.grants().of(user)).isEmpty();
        assertRefused(owner.get("/documents/" + id));
        assertThat(reader.get("/documents").body()).contains(">0 documents</span>");
    }

    /** The layout has a title of its own. */
    @Test
    void theFormHasWhatTheDocumentHas() {
        Visitor owner = visitor("owneruser");
        String id = first(owner, "Contract Athens");

        Page form = owner.get("/documents/" + id + "/edit");

        assertThat(form.body())
                .containsPattern("name=\"title\"[^>]* value=\"Contract Athens \\d+\"")
                .contains(">This is number ");
    }

    @Test
    void aDocumentWithoutATitleIsNotStored() {
        Visitor owner = visitor("owneruser");
        String id = first(owner, "Report");

        Page page = owner.post("/documents/" + id + "/edit", form(owner, "title", "  ", "content", "kept"));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).contains("Give it a title.", ">kept</textarea>");
        assertThat(owner.get("/documents/" + id).body()).doesNotContain("kept</p>");
    }

    @Test
    void formsWithoutATokenAreNotAccepted() {
        Visitor owner = visitor("owneruser");
        String id = first(owner, "Letter");

        for (String path : List.of("/edit", "/share", "/share/take-back", "/delete")) {
            assertThat(owner.post("/documents/" + id + path, Map.of()).body()).contains("This form is too old");
        }
        assertThat(owner.get("/documents/" + id).status()).isEqualTo(200);
    }

    @Test
    void whoIsNotSignedInIsLedToTheLoginPage() {
        assertThat(visitor().get("/documents").location()).endsWith("/login");
        assertThat(visitor().get("/documents/1").location()).endsWith("/login");
    }

    @Test
    void anotherStartAddsNothing() {
        int changes = administration.changesAfter(0, 100_000).size();

        lifecycles.get("demonstrationDocuments").start();

        assertThat(administration.changesAfter(0, 100_000)).hasSize(changes);
    }

    /** The key of a folder with two above it. */
    private String folder(String path) {
        String[] names = path.split(" / ");
        return jdbc.sql("select f.id from app_folder f join app_folder p on p.id = f.parent_id"
                        + " join app_folder q on q.id = p.parent_id where q.name = ? and p.name = ? and f.name = ?")
                .params((Object[]) names)
                .query(String.class)
                .single();
    }

    private static String first(Visitor visitor, String title) {
        return id(rows(visitor.get("/documents?q=" + title.replace(" ", "%20"))).get(0));
    }

    private String firstIn(Visitor visitor, String folder) {
        return id(rows(visitor.get("/documents?folder=" + folder(folder))).get(0));
    }

    private static List<String> rows(Page page) {
        return ROW.matcher(page.body()).results().map(row -> row.group()).toList();
    }

    private static List<String> titles(Page page) {
        return rows(page).stream()
                .map(row -> row.replaceAll("(?s)^.*?<a[^>]*>(.*?)</a>.*$", "$1"))
                .toList();
    }

    private static String id(String row) {
        Matcher matcher = LINK.matcher(row);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String actions(String row) {
        return Pattern.compile(">(Edit|Share|Delete)</a>")
                .matcher(row)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.joining(" "));
    }

    private static Map<String, String> form(Visitor visitor, String... namesAndValues) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("_csrf", visitor.get("/login").token());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return form;
    }

    private Visitor visitor(String user) {
        return switch (user) {
            case "genericuser" -> genericuser();
            case "superuser" -> superuser();
            default -> Visitor.signedIn(port, "owneruser", "owner123");
        };
    }
}
