package io.mingle.host.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Picture;
import io.mingle.host.load.Reply.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LoadRunTest {

    private final StubServer server;

    LoadRunTest() throws Exception {
        server = new StubServer(100);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpAsker asker() {
        LoadQuestion question =
                new LoadQuestion("What?", new Picture("dot.png", new byte[] {1, 2, 3}), 7);
        return new HttpAsker(server.address(), null, "stub", question);
    }

    @Test
    void theTokensOfAnAnswerAreCounted() throws Exception {
        Reply reply = asker().ask();
        assertEquals(Outcome.ANSWERED, reply.outcome(), reply.reason());
        assertEquals(3, reply.tokens());
        assertTrue(reply.begun() <= reply.first() && reply.first() <= reply.ended());
        JsonNode asked = new ObjectMapper().readTree(server.asked());
        assertEquals(7, asked.path("max_completion_tokens").asInt());
        assertEquals(
                "data:image/png;base64,AQID",
                asked.at("/messages/0/content/0/image_url/url").asText());
        assertEquals("What?", asked.at("/messages/0/content/1/text").asText());
    }

    @Test
    void aRefusalHasItsCodeAndItsTime() throws Exception {
        try (StubServer full = new StubServer(0)) {
            LoadQuestion question =
                    new LoadQuestion("What?", new Picture("dot.png", new byte[1]), 7);
            Reply reply = new HttpAsker(full.address(), null, "stub", question).ask();
            assertEquals(Outcome.REFUSED, reply.outcome());
            assertEquals("too-many-requests", reply.reason());
            assertEquals(Duration.ofSeconds(1), reply.again());
        }
    }

    @Test
    void aRefusalWithinAStreamIsOneToo() throws Exception {
        server.say(200, "data: {\"error\": {\"code\": \"memory-refused\"}}\n\n");
        assertEquals(Outcome.REFUSED, asker().ask().outcome());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "503 busy",
                "429 {\"error\": \"busy\"}",
                "500 {\"error\": {\"code\": \"internal\"}}",
                "200 data: {\"error\": {\"code\": \"internal\"}}\n\n",
                "200 data: {}\n\n",
                "200 data: {\n\ndata: [DONE]\n\n"
            })
    void anythingElseHasFailed(String said) throws Exception {
        server.say(Integer.parseInt(said.substring(0, 3)), said.substring(4));
        Reply reply = asker().ask();
        assertEquals(Outcome.FAILED, reply.outcome());
        assertFalse(reply.reason().isEmpty());
    }

    @Test
    void aServerThatIsNotThereHasFailed() throws Exception {
        server.close();
        assertEquals(Outcome.FAILED, asker().ask().outcome());
    }

    @Test
    void allClientsAskAtOnce() throws Exception {
        CyclicBarrier all = new CyclicBarrier(5);
        Asker together =
                () -> {
                    long begun = System.nanoTime();
                    await(all);
                    return Reply.answered(begun, System.nanoTime(), 2);
                };
        LoadFigures figures = LoadRun.of(5, Duration.ZERO, together);
        assertEquals(5, figures.answered());
        assertEquals(10, figures.tokens());
        assertEquals(5, figures.most());
        assertEquals(0, figures.refused() + figures.failed());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(100, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void quantilesAndCountsAreOfWhatWasAnswered() {
        List<Reply> replies =
                List.of(
                        reply(Outcome.ANSWERED, 0, 10, ""),
                        reply(Outcome.ANSWERED, 5, 25, ""),
                        reply(Outcome.ANSWERED, 25, 55, ""),
                        reply(Outcome.REFUSED, 0, 1, "full"),
                        reply(Outcome.FAILED, 0, 500, "broken"));
        LoadFigures figures = LoadFigures.of(4, 0, replies);
        assertEquals(3, figures.answered());
        assertEquals(0.055, figures.seconds(), 1e-9);
        assertEquals(new LoadFigures.Quantiles(20, 30), figures.millis());
        assertEquals(Map.of("full", 1L), figures.refusals());
        assertEquals(1, figures.failed());
        assertEquals("broken", figures.firstFailure());
        assertEquals(2, figures.most());
    }

    private static Reply reply(Outcome outcome, long begun, long ended, String reason) {
        long milli = 1_000_000;
        return new Reply(
                outcome, begun * milli, ended * milli, ended * milli, 1, reason, Duration.ZERO);
    }
}
