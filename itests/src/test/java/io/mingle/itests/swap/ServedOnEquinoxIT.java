package io.mingle.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.itests.harness.Equinox;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server in another framework. */
@Timeout(600)
class ServedOnEquinoxIT {

    private static final int SWAPS = 3;

    @TempDir static Path folder;
    private static HostInTest host;

    @BeforeAll
    static void start() throws Exception {
        host = HostInTest.start(Equinox.factory(), folder);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void theModelIsListed() throws Exception {
        HttpResponse<String> models =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(host.address().resolve("v1/models"))
                                        .timeout(Duration.ofMinutes(1))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, models.statusCode());
        assertEquals("nano", new ObjectMapper().readTree(models.body()).at("/data/0/id").asText());
    }

    @Test
    void noRequestFailsWhileVisionIsReplaced() throws Exception {
        ServedSwap.run(host, SWAPS, Duration.ofMillis(200), folder);
    }
}
