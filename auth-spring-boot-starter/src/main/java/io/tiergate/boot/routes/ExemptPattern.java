package io.tiergate.boot.routes;

import java.util.regex.Pattern;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** A pattern of URLs that nothing need guard, which may cover patterns of handlers. Immutable. */
final class ExemptPattern {

    private static final Pattern ALL_BELOW = Pattern.compile("/(?:\\*\\*|\\{\\*[^/{}]*})$");
    private static final Pattern VARIABLE = Pattern.compile("\\{(?:[^{}]|\\{[^{}]*})*}|\\*|\\?");
    private static final Pattern CHOOSY = Pattern.compile("\\?|\\{[^{}*]*:");

    /** Stands for any text in a segment. No pattern has it, so that only what takes everything takes it. */
    private static final String ANYTHING = "\uE000";

    private final String text;
    private final PathPattern pattern;
    private final boolean choosy;
    private final boolean takesAllBelow;

    private ExemptPattern(String text, PathPattern pattern) {
        this.text = text;
        this.pattern = pattern;
        this.choosy = CHOOSY.matcher(text).find();
        this.takesAllBelow = ALL_BELOW.matcher(text).find();
    }

    /** @throws org.springframework.web.util.pattern.PatternParseException if it is none */
    static ExemptPattern parse(String text) {
        return new ExemptPattern(text, PathPatternParser.defaultInstance.parse(text));
    }

    /** Whether it takes every URL that a handler's pattern takes. What cannot be said for sure is not so. */
    boolean covers(String handler) {
        if (handler.equals(text)) {
            return true;
        }
        int many = manySegments(handler);
        if (many >= 0 && !takesAllBelow) {
            return false;
        }
        // What takes all below takes whatever comes behind what it takes.
        String fixed = many < 0 ? handler : handler.substring(0, many);
        String url = VARIABLE.matcher(fixed).replaceAll(ANYTHING);
        if (choosy && !url.equals(handler)) {
            // A regular expression, or a place for one character, may take what stands for anything, and not all of it.
            return false;
        }
        return pattern.matches(PathContainer.parsePath(url.isEmpty() ? "/" : url));
    }

    /** Where what takes any number of segments begins, with its slash; -1 if there is nothing like it. */
    private static int manySegments(String pattern) {
        int stars = pattern.indexOf("/**");
        int rest = pattern.indexOf("/{*");
        return stars < 0 || (rest >= 0 && rest < stars) ? rest : stars;
    }
}
