package io.mingle.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.MingleException;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Heard;
import io.mingle.remote.internal.wire.Offer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an endpoint may send that it should not. */
@Timeout(120)
class HostileEndpointTest {

    private static final String CHAT = "/chat/completions";
    private static final Duration BRIEF = Duration.ofSeconds(1);

    /** Asks an endpoint that nobody asks again, and returns how that ends. */
    private static MingleException failure(ScriptedServer.Script script) throws Exception {
        return failure(script, Fleet.LONG);
    }

    private static MingleException failure(ScriptedServer.Script script, Duration silence)
            throws Exception {
        return failure(script, silence, 1 << 16, GenerationOptions.GREEDY);
    }

    private static MingleException failure(
            ScriptedServer.Script script, Duration silence, long largest, GenerationOptions options)
            throws Exception {
        try (ScriptedServer server = new ScriptedServer().on(CHAT, script);
                Fleet fleet =
                        Fleet.of(
                                Offer.UNDERSTANDING,
                                it -> Fleet.limited(it, silence, Duration.ZERO, largest),
                                server)) {
            return Heard.of(
                            fleet.service(Understanding.class)
                                    .ask(Conversation.of("Well?"), options))
                    .error();
        }
    }

    private static void check(String code, String words, MingleException error) {
        assertEquals(code, error.code(), error.getMessage());
        assertTrue(error.getMessage().contains(words), error.getMessage());
        assertTrue(error.getMessage().startsWith("The endpoint 'test' (http"), error.getMessage());
    }

    @Test
    void brokenJsonIsNamed() throws Exception {
        check(
                "internal",
                "what it sends as JSON cannot be read",
                failure(line -> line.events().event("{\"choices\": [")));
        check("internal", "is no JSON object", failure(line -> line.events().event("17")));
        check(
                "internal",
                "is of the type 'application/json' where text/event-stream is wanted",
                failure(line -> line.json(200, "{\"choices\": []}")));
    }

    @Test
    void anErrorWithinTheStreamIsTold() throws Exception {
        check(
                "invalid-request",
                "refuses: Too hot.",
                failure(
                        line ->
                                line.events()
                                        .event(
                                                "{\"error\": {\"message\": \"Too\\nhot.\","
                                                        + " \"code\": \"invalid-request\"}}")));
        check(
                "internal",
                "refuses: Out of luck.",
                failure(
                        line ->
                                line.events()
                                        .event(
                                                "{\"error\": {\"message\": \"Out of luck.\","
                                                        + " \"code\": 500}}")));
    }

    @Test
    void anAnswerWithoutEndIsCut() throws Exception {
        check(
                "content-too-large",
                "answers with more than the 65536 bytes that are read of an answer",
                failure(
                        line -> {
                            line.events();
                            while (true) {
                                line.say("more and more and more and more and more and more");
                            }
                        }));
        check(
                "content-too-large",
                "answers with more than",
                failure(
                        line -> {
                            line.events();
                            while (true) {
                                line.chunk("a line that does not end ".repeat(100));
                            }
                        }));
    }

    @Test
    void anEventWithoutEndIsCut() throws Exception {
        check(
                "content-too-large",
                "answers with more than the 1048576 bytes that are read of an event. Ask for less.",
                failure(
                        line -> {
                            line.events();
                            while (true) {
                                line.chunk("a line that does not end ".repeat(1000));
                            }
                        },
                        Fleet.LONG,
                        8 << 20,
                        GenerationOptions.GREEDY));
    }

    @Test
    void noMoreTokensAreScoredThanAreAskedFor() throws Exception {
        ScriptedServer.Script scores =
                line ->
                        line.events()
                                .event(
                                        "{\"choices\": [{\"delta\": {}, \"logprobs\": {\"content\":"
                                                + " [{}, {\"bytes\": {\"a\": 1}}, {}]}}]}");
        check(
                "internal",
                "scores more tokens than it may write",
                failure(
                        scores,
                        Fleet.LONG,
                        1 << 16,
                        GenerationOptions.GREEDY.withMaxTokens(2).withLogprobs(1)));
        check("skill-unavailable", "ended its answer in the middle", failure(scores));
    }

    @Test
    void silenceEnds() throws Exception {
        check(
                "skill-unavailable",
                "sends nothing for 1 s",
                failure(ScriptedServer.Line::awaitGone, BRIEF));
        check(
                "skill-unavailable",
                "sends nothing for 1 s",
                failure(
                        line -> {
                            line.events().say("Hm");
                            line.awaitGone();
                        },
                        BRIEF));
    }

    @Test
    void anEndThatComesEarlyIsNoAnswer() throws Exception {
        check(
                "skill-unavailable",
                "ended its answer in the middle",
                failure(line -> line.events().say("Hm").last()));
        check("skill-unavailable", "ended the connection before it answered", failure(line -> {}));
        check(
                "skill-unavailable",
                "ended the connection before it answered",
                failure(line -> line.raw("This is no HTTP\r\n\r\n")));
    }

    @Test
    void refusalsAreSentences() throws Exception {
        check(
                "skill-unavailable",
                "refuses: Wrong key. See whether keyFile has its key.",
                failure(line -> line.json(401, "{\"error\": {\"message\": \"Wrong key.\"}}")));
        check(
                "skill-unavailable",
                "refuses: No model. See whether url and model are right.",
                failure(line -> line.json(404, "{\"error\": {\"message\": \"No model.\"}}")));
        check(
                "skill-unavailable",
                "refuses: status 502 of HTTP. Ask again later.",
                failure(line -> line.json(502, "<html>", "Retry-After: soon")));
        String long_ = "x".repeat(1000);
        assertTrue(
                failure(line -> line.json(500, "{\"error\": {\"message\": \"" + long_ + "\"}}"))
                                .getMessage()
                                .length()
                        < 600);
    }

    @Test
    void aRefusedConnectionIsASentence() throws Exception {
        ScriptedServer server = new ScriptedServer();
        try (Fleet fleet =
                Fleet.of(
                        Offer.UNDERSTANDING,
                        it -> Fleet.limited(it, Fleet.LONG, Duration.ofSeconds(10), 1 << 16),
                        server)) {
            server.close();
            MingleException error =
                    Heard.of(
                                    fleet.service(Understanding.class)
                                            .ask(
                                                    Conversation.of("Well?"),
                                                    GenerationOptions.GREEDY))
                            .error();
            assertEquals("skill-unavailable", error.code(), error.getMessage());
        }
    }
}
