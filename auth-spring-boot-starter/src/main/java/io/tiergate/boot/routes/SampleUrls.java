package io.tiergate.boot.routes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Makes up URLs that a pattern takes, to ask what guards them. */
final class SampleUrls {

    /** What a variable is given: numbers, words, and what regular expressions often ask for. The first two fit as a rule. */
    private static final List<String> VALUES = List.of(
            "1",
            "x7",
            "a",
            "ab",
            "abc",
            "abcd",
            "AB",
            "ABC",
            "A",
            "12",
            "123",
            "1234",
            "12345",
            "123456",
            "1.0",
            "v1",
            "en",
            "de-DE",
            "2026-01-01",
            "20260101",
            "true",
            "a-b",
            "a.txt",
            "a@example.com",
            "00000000-0000-4000-8000-000000000000",
            "0123456789abcdef01234567");

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\*?)([^/:{}]*)(?::((?:[^{}]|\\{[^{}]*})*))?}");

    private SampleUrls() {}

    /** Some, as different as can be; empty if none could be made up. */
    static Set<String> of(String pattern) {
        Set<String> urls = new LinkedHashSet<>();
        for (int variant = 0; variant < 3; variant++) {
            String url = fill(pattern, variant);
            if (url != null) {
                urls.add(url);
            }
        }
        return urls;
    }

    private static @Nullable String fill(String pattern, int variant) {
        StringBuilder url = new StringBuilder();
        Matcher variable = VARIABLE.matcher(pattern);
        int end = 0;
        while (variable.find()) {
            url.append(wildcards(pattern.substring(end, variable.start()), variant));
            end = variable.end();
            if (variable.group(1).isEmpty()) {
                String value = value(variable.group(3), variant);
                if (value == null) {
                    return null;
                }
                url.append(value);
            } else {
                // {*rest} begins with a slash of its own.
                url.setLength(
                        url.length() > 0 && url.charAt(url.length() - 1) == '/' ? url.length() - 1 : url.length());
                url.append(List.of("", "/x7", "/x7/1").get(variant));
            }
        }
        url.append(wildcards(pattern.substring(end), variant));
        return url.isEmpty() ? "/" : url.toString();
    }

    private static String wildcards(String text, int variant) {
        return text.replace("/**", List.of("", "/x7", "/x7/1").get(variant))
                .replace("**", List.of("x7", "1", "a").get(variant))
                .replace("*", List.of("x7", "1", "a").get(variant))
                .replace("?", List.of("x", "1", "a").get(variant));
    }

    /** @param regex what the value must be like, null for anything */
    private static @Nullable String value(@Nullable String regex, int variant) {
        if (regex == null) {
            return VALUES.get(variant);
        }
        List<String> fitting = new ArrayList<>();
        try {
            Pattern wanted = Pattern.compile(regex);
            for (String value : candidates(regex)) {
                if (wanted.matcher(value).matches()) {
                    fitting.add(value);
                }
            }
        } catch (PatternSyntaxException refused) {
            return null;
        }
        return fitting.isEmpty() ? null : fitting.get(Math.min(variant, fitting.size() - 1));
    }

    /** Also the words that an expression itself names, as in {@code (?:draft|final)}. */
    private static Set<String> candidates(String regex) {
        Set<String> candidates = new LinkedHashSet<>(VALUES);
        for (String word : regex.split("[^\\p{Alnum}_.~-]+", -1)) {
            if (!word.isEmpty()) {
                candidates.add(word);
            }
        }
        return candidates;
    }
}
