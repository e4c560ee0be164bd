package io.mingle.http.internal.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.http.internal.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlaygroundServletTest {

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of(), List.of());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void thePageLetsNothingForeignIn() throws Exception {
        HttpResponse<String> page = server.get("/");
        assertEquals(200, page.statusCode());
        assertEquals("text/html;charset=utf-8", header(page, "Content-Type"));
        assertEquals("nosniff", header(page, "X-Content-Type-Options"));
        String policy = header(page, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; "), policy);
        assertTrue(policy.contains("; connect-src 'self'; "), policy);
        assertTrue(policy.endsWith("; frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
    }

    @Test
    void thePageMayCallTheAdminServerWhereThereIsOne() throws Exception {
        server.admin = Optional.of("http://127.0.0.1:8081");
        String policy = header(server.get("/"), "Content-Security-Policy");
        assertTrue(policy.contains("; connect-src 'self' http://127.0.0.1:8081; "), policy);
    }

    @Test
    void filesHaveTheirTypes() throws Exception {
        assertEquals(
                "text/javascript;charset=utf-8",
                header(server.get("/playground/app.js"), "Content-Type"));
        assertEquals(
                "text/css;charset=utf-8",
                header(server.get("/playground/base.css"), "Content-Type"));
        assertEquals("image/svg+xml", header(server.get("/playground/icon.svg"), "Content-Type"));
    }

    @Test
    void aCopyThatIsRightIsNotSentAgain() throws Exception {
        String tag = header(server.get("/playground/app.js"), "ETag");
        HttpResponse<String> again =
                server.send(server.request("/playground/app.js").header("If-None-Match", tag));
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
    }

    @Test
    void whatWasSentIsNotEchoed() throws Exception {
        HttpResponse<String> trace =
                server.send(
                        server.request("/")
                                .header("X-Mine", "secret")
                                .method("TRACE", HttpRequest.BodyPublishers.noBody()));
        assertEquals(405, trace.statusCode());
        assertFalse(trace.body().contains("secret"), trace.body());
    }

    @Test
    void nothingElseOfTheBundleIsShown() throws Exception {
        for (String path :
                List.of(
                        "/playground/",
                        "/playground/missing.js",
                        "/playground/..%2fMETA-INF%2fMANIFEST.MF",
                        "/playground/%2e%2e/META-INF/MANIFEST.MF",
                        "/META-INF/MANIFEST.MF",
                        "/playground/app",
                        "/admin")) {
            int status = server.get(path).statusCode();
            assertTrue(status == 404 || status == 400, path + " " + status);
        }
    }
}
