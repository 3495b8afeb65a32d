package io.tiergate.boot.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * A whole answer, in place of what a response held so far. Written by hand, so that it needs no converter, template or
 * library of the application, any of which may be what has just failed; and in ASCII, so that it is the same in every
 * encoding that a response may be set to.
 */
record Answer(
        int status,
        String contentType,
        String body,
        @Nullable String policy) {

    private static final String STYLE = "html{color-scheme:light dark;font:1.0625rem/1.6 system-ui,sans-serif}"
            + "body{margin:0;padding:12vh 1.5rem 2rem;background:Canvas;color:CanvasText}main{max-width:34rem;margin:auto}"
            + "h1{font-size:1.9rem;line-height:1.2;margin:.25rem 0 1rem}.status{margin:0}"
            + "dt{font-weight:600}dd{margin:0 0 .5rem}code{font-size:.95em}";

    /** In the place of the application's, which would take the style away if it is strict, and is not about this page. */
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /**
     * RFC 9457.
     *
     * @param name of the problem, that its type ends in; its code is the same in capitals
     */
    static Answer problem(
            int status, String base, String name, String title, Map<String, String> more, HttpServletRequest request) {
        StringBuilder body = new StringBuilder("{");
        member(body, "type", base + (base.endsWith("/") ? "" : "/") + name).append(',');
        member(body, "title", title).append(",\"status\":").append(status).append(',');
        member(body, "instance", path(request)).append(',');
        member(body, "code", name.replace('-', '_').toUpperCase(Locale.ROOT));
        more.forEach((key, value) -> member(body.append(','), key, value));
        return new Answer(
                status,
                MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                body.append('}').toString(),
                null);
    }

    /** A page that stands alone. */
    static Answer page(
            int status,
            String name,
            String heading,
            String text,
            Map<String, String> more,
            HttpServletRequest request) {
        StringBuilder body = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(html(name))
                .append("</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n<p class=\"status\">")
                .append(status)
                .append(" &middot; ")
                .append(html(name))
                .append("</p>\n<h1>")
                .append(html(heading))
                .append("</h1>\n<p>")
                .append(html(text))
                .append("</p>\n");
        if (!more.isEmpty()) {
            body.append("<dl>\n");
            more.forEach((key, value) -> body.append("<dt>")
                    .append(html(key))
                    .append("</dt>\n<dd><code>")
                    .append(html(value))
                    .append("</code></dd>\n"));
            body.append("</dl>\n");
        }
        body.append("<p><a href=\"").append(html(request.getContextPath())).append("/\">Home</a></p>\n");
        return new Answer(
                status,
                MediaType.TEXT_HTML_VALUE,
                body.append("</main>\n</body>\n</html>\n").toString(),
                POLICY);
    }

    /** Only while the response is not committed. */
    void write(HttpServletResponse response) throws IOException {
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(contentType);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (policy != null) {
            response.setHeader("Content-Security-Policy", policy);
        }
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        response.setContentLength(bytes.length);
        try {
            response.getOutputStream().write(bytes);
        } catch (IllegalStateException inUse) {
            // A template has begun to write.
            response.getWriter().write(body);
        }
    }

    /** Of the request that failed, also on its error page. */
    private static String path(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed == null ? request.getRequestURI() : failed.toString();
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    private static StringBuilder member(StringBuilder body, String name, String value) {
        return string(string(body, name).append(':'), value);
    }

    private static StringBuilder string(StringBuilder body, String value) {
        body.append('"');
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each == '"' || each == '\\') {
                body.append('\\').append(each);
            } else if (each < 0x20 || each > 0x7e) {
                body.append(String.format("\\u%04x", (int) each));
            } else {
                body.append(each);
            }
        }
        return body.append('"');
    }

    private static String html(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(each -> {
            if (each < 0x20
                    || each > 0x7e
                    || each == '&'
                    || each == '<'
                    || each == '>'
                    || each == '"'
                    || each == '\'') {
                escaped.append("&#").append(each).append(';');
            } else {
                escaped.append((char) each);
            }
        });
        return escaped.toString();
    }
}
