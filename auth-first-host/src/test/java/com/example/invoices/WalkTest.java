package com.example.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What README promises to who follows it, over HTTP. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class WalkTest {

    @LocalServerPort
    private int port;

    @Test
    void aliceIsLetIn() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(signedIn("alice"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("Invoice 7");
    }

    @Test
    void bobGets403() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(signedIn("bob"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("Invoice");
    }

    @Test
    void whoIsNotSignedInGets401OrTheLoginPage() throws IOException, InterruptedException {
        assertThat(send(invoice()).statusCode()).isEqualTo(401);

        HttpResponse<String> browser = send(invoice().header("Accept", "text/html"));
        assertThat(browser.statusCode()).isEqualTo(302);
        assertThat(browser.headers().firstValue("Location"))
                .hasValueSatisfying(page -> assertThat(page).endsWith("/login"));
    }

    @Test
    void aUserThatTheApplicationDoesNotHaveIsNobody() throws IOException, InterruptedException {
        assertThat(send(signedIn("mallory")).statusCode()).isEqualTo(401);
    }

    /** The password is the name. */
    private HttpRequest.Builder signedIn(String user) {
        String credentials = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
        return invoice().header("Authorization", "Basic " + credentials);
    }

    private HttpRequest.Builder invoice() {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/invoices/7"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
