package io.tiergate.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Somebody with a browser of their own: it keeps cookies, and follows no redirect unless told so. */
final class Visitor {

    private final String base;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    Visitor(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** One that has signed in. */
    static Visitor signedIn(int port, String username, String password) {
        Visitor visitor = new Visitor(port);
        Page answer = visitor.signIn(username, password);
        if (!answer.location().endsWith("/")) {
            throw new AssertionError(username + " could not sign in: " + answer);
        }
        return visitor;
    }

    Page signIn(String username, String password) {
        String token = get("/login").token();
        return post("/login", Map.of("username", username, "password", password, "_csrf", token));
    }

    Page get(String path) {
        return get(path, Map.of());
    }

    Page getJson(String path) {
        return get(path, Map.of("Accept", "application/json"));
    }

    Page get(String path, Map<String, String> headers) {
        return send("GET", path, headers, BodyPublishers.noBody());
    }

    /** Sends a form as the pages of the application do, with a token of the current session. */
    Page post(String path) {
        return post(path, Map.of("_csrf", get("/login").token()));
    }

    Page post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                "POST",
                path,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                BodyPublishers.ofString(body));
    }

    /** Goes where a redirect leads. */
    Page follow(Page redirect) {
        URI target = URI.create(base).resolve(redirect.location());
        return get(
                target.getRawQuery() == null ? target.getRawPath() : target.getRawPath() + "?" + target.getRawQuery());
    }

    private Page send(String method, String path, Map<String, String> headers, BodyPublisher body) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        all.putAll(headers);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
        all.forEach(request::header);
        try {
            return Page.of(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
