package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What OpenTelemetry's agent for Java, as it is published, tells of {@code mingle serve}. */
@Timeout(400)
class MingleTracesIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @TempDir private Path folder;

    private static ProcessBuilder withAgent(ProcessBuilder builder) {
        builder.command()
                .addAll(
                        1,
                        List.of(
                                "-javaagent:" + System.getProperty("opentelemetry.javaagent"),
                                "-Dotel.traces.exporter=console",
                                "-Dotel.metrics.exporter=none",
                                "-Dotel.logs.exporter=none"));
        return builder;
    }

    @Test
    void theAgentFindsTheSpansOfARequestInItsCallersTrace() throws Exception {
        Path log = folder.resolve("mingle.log");
        try (ServedMingle served =
                new ServedMingle(
                        folder,
                        HttpClient.newHttpClient(),
                        MingleTracesIT::withAgent,
                        "--log-file",
                        log.toString())) {
            HttpResponse<String> answer =
                    served.chat("", "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
            assertEquals(200, answer.statusCode(), answer.body());
            for (String name : List.of("queue", "generate", "POST /v1/chat/completions")) {
                served.await("'" + name + "' : " + TRACE + " [0-9a-f]{16} INTERNAL");
            }
            // The server span is the agent's own, and theirs is its trace.
            served.await("' : " + TRACE + " [0-9a-f]{16} SERVER");
            served.await("gen_ai\\.usage\\.output_tokens=[0-9]+");
            assertFalse(served.said().contains("shapes"), served.said());
            assertTrue(Files.readString(log).contains(", trace " + TRACE), Files.readString(log));
        }
    }
}
