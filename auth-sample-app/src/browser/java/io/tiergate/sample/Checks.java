package io.tiergate.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** What must be so on every page. */
final class Checks {

    private static final String UNLABELLED = """
            () => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
                .filter(field => field.labels.length === 0 || field.labels[0].textContent.trim() === '')
                .map(field => field.outerHTML)
            """;

    private static final String UNNAMED = """
            () => [...document.querySelectorAll('a, button')]
                .filter(element => element.textContent.trim() === '')
                .map(element => element.outerHTML)
            """;

    /** Text whose contrast to what is behind it is below WCAG's AA: 4.5, or 3 if it is large. */
    private static final String FAINT = """
            () => {
              const parse = color => color.match(/[\\d.]+/g).map(Number);
              const channel = value => {
                const part = value / 255;
                return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
              };
              const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
              const behind = element => {
                for (let each = element; each; each = each.parentElement) {
                  const color = parse(getComputedStyle(each).backgroundColor);
                  if (color.length === 3 || color[3] === 1) {
                    return color;
                  }
                }
                return [255, 255, 255];
              };
              const faint = [];
              for (const element of document.querySelectorAll('body *')) {
                const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
                if (!own || element.getClientRects().length === 0) {
                  continue;
                }
                const style = getComputedStyle(element);
                const [high, low] = [luminance(parse(style.color)), luminance(behind(element))].sort((a, b) => b - a);
                const ratio = (high + 0.05) / (low + 0.05);
                const large = parseFloat(style.fontSize) >= 24;
                if (ratio < (large ? 3 : 4.5)) {
                  faint.push(element.textContent.trim() + ': ' + ratio.toFixed(2));
                }
              }
              return faint;
            }
            """;

    private static final String FOCUS_IS_VISIBLE = """
            () => {
              const seen = element => ['', '::after'].some(part => {
                const style = getComputedStyle(element, part || null);
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
              });
              return document.activeElement === document.body || seen(document.activeElement);
            }
            """;

    private Checks() {}

    static void assertWellMade(Page page) {
        assertThat(page.title()).as("title").endsWith(" · Tiergate sample");
        assertReadable(page);
    }

    /** Also of a page that is not the application's own. */
    static void assertReadable(Page page) {
        assertThat(page.title()).as("title").isNotBlank();
        assertThat(page.locator("html").getAttribute("lang")).as("language").isEqualTo("en");
        assertThat(page.locator("h1").count()).as("headings").isEqualTo(1);
        assertThat(page.locator("main").count()).as("main parts").isEqualTo(1);
        assertThat(number(page, "document.documentElement.scrollWidth"))
                .as("width of the content")
                .isLessThanOrEqualTo(number(page, "document.documentElement.clientWidth"));
        assertThat(texts(page, UNLABELLED)).as("fields without a label").isEmpty();
        assertThat(texts(page, UNNAMED)).as("links and buttons without a name").isEmpty();
        assertThat(texts(page, FAINT)).as("text of too little contrast").isEmpty();
    }

    /** Goes through the page with the tab key. */
    static void assertFocusIsVisible(Page page) {
        int stops = page.locator("a, button, input:not([type=hidden])").count();
        for (int i = 0; i < stops; i++) {
            page.keyboard().press("Tab");
            assertThat(page.evaluate(FOCUS_IS_VISIBLE)).as("focus is visible").isEqualTo(true);
        }
    }

    private static int number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).intValue();
    }

    private static List<?> texts(Page page, String function) {
        return (List<?>) page.evaluate(function);
    }
}
