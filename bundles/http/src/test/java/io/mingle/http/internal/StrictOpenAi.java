package io.mingle.http.internal;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.net.InetAddress;
import java.time.Duration;

/** OpenAI's own client for Java, which refuses what its model of answers does not have. */
public final class StrictOpenAi {

    private StrictOpenAi() {}

    /** Returns a client of a server, which asks once. */
    public static OpenAIClient of(TestServer server) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(
                        "http://%s:%s/v1"
                                .formatted(
                                        InetAddress.getLoopbackAddress().getHostAddress(),
                                        server.port()))
                .apiKey("none")
                .responseValidation(true)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(60))
                .build();
    }
}
