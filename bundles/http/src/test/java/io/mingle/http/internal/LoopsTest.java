package io.mingle.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.call.Via;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.remote.internal.wire.Offer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LoopsTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String QUESTION =
            "{\"model\": \"nano\", \"messages\": [{\"role\": \"user\", \"content\": \"Well?\"}]}";

    private static HttpResponse<String> models(TestServer server, Via via) throws Exception {
        return server.send(server.request("/v1/models").header(Via.HEADER, via.header()));
    }

    private static void assertRefused(String found, HttpResponse<String> answer) throws Exception {
        assertEquals(508, answer.statusCode());
        assertEquals("loop-detected", TestServer.json(answer.body()).at("/error/code").asText());
        String message = TestServer.json(answer.body()).at("/error/message").asText();
        assertTrue(message.contains(found), message);
    }

    @Test
    void whatHasComeThroughThisServerIsRefused() throws Exception {
        try (TestServer server = new TestServer(Map.of(), List.of())) {
            Via others = Via.NONE.with("0a").with("0b");
            assertEquals(200, models(server, others).statusCode());
            assertRefused(
                    "has come through this server before: an endpoint leads back to it",
                    models(server, others.with(server.id).with("0c")));
        }
    }

    @Test
    void whatHasComeThroughTooManyServersIsRefused() throws Exception {
        try (TestServer server = new TestServer(Map.of(), List.of())) {
            Via most = new Via(Collections.nCopies(Via.MOST, "0a"));
            assertEquals(200, models(server, most).statusCode());
            assertRefused("more than 8 servers", models(server, most.with("0b")));
        }
    }

    @Test
    void twoServersThatLeadToEachOtherSaySo() throws Exception {
        try (TestServer one = new TestServer(Map.of(), List.of());
                TestServer two = new TestServer(Map.of(), List.of());
                OtherHost toTwo = new OtherHost(one.id, two, Offer.UNDERSTANDING);
                OtherHost toOne = new OtherHost(two.id, one, Offer.UNDERSTANDING)) {
            one.broker.with(Understanding.class, toTwo.service(Understanding.class));
            two.broker.with(Understanding.class, toOne.service(Understanding.class));
            HttpResponse<String> answer = one.post(CHAT, QUESTION);
            assertEquals(503, answer.statusCode(), answer.body());
            assertTrue(
                    answer.body().contains("has come through this server before"), answer.body());
        }
    }

    @Test
    void aWayThroughTwoServersThatEndsIsAnswered() throws Exception {
        try (TestServer one = new TestServer(Map.of(), List.of());
                TestServer two = new TestServer(Map.of(), List.of());
                OtherHost toTwo = new OtherHost(one.id, two, Offer.UNDERSTANDING);
                OtherHost client = new OtherHost("0c", one, Offer.UNDERSTANDING)) {
            two.answering("Yes");
            one.broker.with(Understanding.class, toTwo.service(Understanding.class));
            String answer =
                    client.service(Understanding.class)
                            .ask(Conversation.of("Well?"), GenerationOptions.GREEDY)
                            .join(Duration.ofSeconds(60))
                            .result()
                            .text();
            assertEquals("Yes", answer);
        }
    }
}
