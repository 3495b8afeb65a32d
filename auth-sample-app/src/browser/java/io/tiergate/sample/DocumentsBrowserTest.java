package io.tiergate.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of documents as three users, narrow and wide, light and dark; with a picture of each. */
class DocumentsBrowserTest extends Browsing {

    private static final String WIDTHS_AND_SCHEMES = "360, LIGHT";

    /** An owner shares a document with somebody, who may change it then and deletes nothing. */
    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({WIDTHS_AND_SCHEMES, "1280, LIGHT", "1280, DARK"})
    void anOwnerSharesADocument(int width, ColorScheme scheme) {
        open(width, scheme);
        go("/documents");
        signIn("owneruser", "owner123");
        assertThat(heading()).isEqualTo("Documents");
        look("owneruser-documents");
        page.getByLabel("Title").fill("minutes vigo");
        press("Search");
        look("owneruser-documents-found");
        page.locator("tbody th a").first().click();
        look("owneruser-document");
        String document = page.url().substring(base().length());
        link("Share");
        look("owneruser-share");
        page.getByLabel("With").selectOption(new SelectOption().setLabel("genericuser"));
        page.getByLabel("They may").selectOption(new SelectOption().setLabel("read and change it"));
        page.getByLabel("Because (optional)").fill("<b>holiday</b>");
        press("Share");
        assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains("It is shared.");
        look("owneruser-shared");

        press("Sign out");
        signIn("genericuser", "basic123");
        go(document);
        look("genericuser-document");
        assertThat(page.getByRole(AriaRole.LINK, named("Delete")).count()).isZero();
        link("Edit");
        look("genericuser-edit");
        page.getByLabel("Text").fill("Changed by somebody else.");
        press("Save");
        assertThat(page.getByText("Changed by somebody else.").isVisible()).isTrue();
        look("genericuser-changed");
        go("/documents?sort=changed-down");
        look("genericuser-documents");
        press("Sign out");

        signIn("owneruser", "owner123");
        go(document + "/share");
        while (page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("^Take back")))
                        .count()
                > 0) {
            press("Take back");
        }
        look("owneruser-taken-back");
        press("Sign out");
        signIn("genericuser", "basic123");
        go(document);
        assertThat(heading()).isEqualTo("You may not do this");
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({WIDTHS_AND_SCHEMES, "1280, LIGHT", "1280, DARK"})
    void oneWhoMayMostTurnsPagesAndDeletes(int width, ColorScheme scheme) {
        open(width, scheme);
        go("/documents?sort=changed-down&q=letter");
        signIn("superuser", "secret123");
        look("superuser-documents");
        link("Next");
        assertThat(page.locator(".pages span").textContent()).startsWith("Page 2 of ");
        look("superuser-documents-2");
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(Pattern.compile("^Delete ")))
                .first()
                .click();
        look("superuser-delete");
        press("Delete");
        assertThat(page.getByRole(AriaRole.STATUS).textContent()).isEqualTo("The document is deleted.");
        go("/documents?q=nothing-has-this-title");
        look("superuser-documents-none");
        Checks.assertFocusIsVisible(page);
    }

    private void link(String name) {
        page.getByRole(AriaRole.LINK, named(name)).first().click();
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }
}
