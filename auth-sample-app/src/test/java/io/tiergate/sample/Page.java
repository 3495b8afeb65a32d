package io.tiergate.sample;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer of the application. */
record Page(int status, String address, String location, String body, HttpResponse<String> response) {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    static Page of(HttpResponse<String> response) {
        return new Page(
                response.statusCode(),
                response.uri().getRawPath(),
                response.headers().firstValue("Location").orElse(""),
                response.body(),
                response);
    }

    /** What a form of this page sends along, to show that it is one of ours. */
    String token() {
        Matcher matcher = TOKEN.matcher(body);
        if (!matcher.find()) {
            throw new AssertionError("No form with a token in: " + body);
        }
        return matcher.group(1);
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
