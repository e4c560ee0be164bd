package io.mingle.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Cancelled;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.TokenLogProbs;
import io.mingle.api.media.WavWriter;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Heard;
import io.mingle.json.StrictJson;
import io.mingle.remote.internal.wire.Offer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions that other hosts answer. */
@Timeout(120)
class RemoteUnderstandingTest {

    private static final String CHAT = "/chat/completions";
    private static final Conversation QUESTION = Conversation.of("How are you?");
    private static final ScriptedServer.Script ANSWER =
            line -> line.events().say("Hel").say("lo").end();

    private static Generation<Answer> ask(Fleet fleet, GenerationOptions options) {
        return fleet.service(Understanding.class).ask(QUESTION, options);
    }

    private static Heard heard(Fleet fleet) {
        return Heard.of(ask(fleet, GenerationOptions.GREEDY));
    }

    @Test
    void anAnswerStreamsAndTellsWhatItTook() throws Exception {
        try (ScriptedServer server = new ScriptedServer().on(CHAT, ANSWER);
                Fleet fleet = Fleet.of(Offer.UNDERSTANDING, server)) {
            Heard heard = heard(fleet);
            Finished<Answer> finished = heard.finished(Answer.class);
            assertEquals(new Answer("Hello", FinishReason.STOP), finished.result());
            assertEquals(
                    List.of(new TextDelta("Hel"), new TextDelta("lo")), heard.of(TextDelta.class));
            assertEquals(7, finished.usage().promptTokens());
            assertEquals(2, finished.usage().completionTokens());
            JsonNode body = StrictJson.STANDARD.read(server.asked(CHAT).get(0).text());
            assertEquals("remote-model", body.path("model").asText());
            assertTrue(body.path("stream").asBoolean());
            assertEquals(512, body.path("max_tokens").asInt());
            assertEquals("How are you?", body.at("/messages/0/content").asText());
            assertFalse(body.has("seed"), body.toString());
        }
    }

    @Test
    void picturesSoundsAndOptionsGoAlong() throws Exception {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n', 0};
        byte[] wav = new WavWriter(8000, WavWriter.Encoding.PCM16, "").file(new float[10]);
        Conversation conversation =
                new Conversation(
                        List.of(
                                Message.system("Be brief."),
                                Message.user(
                                        new Picture("a.png", png),
                                        new Sound("a.wav", wav),
                                        new Text("What is it?"))));
        GenerationOptions options =
                GenerationOptions.GREEDY
                        .withTemperature(0.5)
                        .withTopK(3)
                        .withSeed(11)
                        .withStop(List.of("END"))
                        .withLogprobs(1)
                        .withConstraint(new Constraint.JsonSchema("{\"type\": \"object\"}"));
        ScriptedServer.Script answer =
                line ->
                        line.events()
                                .event(
                                        "{\"choices\": [{\"delta\": {\"content\": \"{\"},"
                                            + " \"logprobs\": {\"content\": [{\"token\": \"{\","
                                            + " \"bytes\": [123], \"logprob\": -0.5,"
                                            + " \"top_logprobs\": [{\"token\": \"a\", \"logprob\":"
                                            + " -2}]}]}}]}")
                                .event(
                                        "{\"choices\": [{\"delta\": {}, \"finish_reason\":"
                                                + " \"stop\", \"stop_reason\": \"END\"}]}")
                                .last();
        try (ScriptedServer server = new ScriptedServer().on(CHAT, answer);
                Fleet fleet = Fleet.of(Offer.UNDERSTANDING, server)) {
            Heard heard = Heard.of(fleet.service(Understanding.class).ask(conversation, options));
            Answer said = heard.finished(Answer.class).result();
            assertEquals(FinishReason.STOP_STRING, said.reason());
            assertEquals("END", said.stop().orElseThrow());
            assertEquals(1, heard.of(TokenLogProbs.class).size());
            assertEquals(-0.5, said.logprobs().get(0).token().logProbability());
            JsonNode body = StrictJson.STANDARD.read(server.asked(CHAT).get(0).text());
            assertEquals("Be brief.", body.at("/messages/0/content").asText());
            JsonNode parts = body.at("/messages/1/content");
            assertTrue(
                    parts.at("/0/image_url/url")
                            .asText()
                            .startsWith("data:image/png;base64,iVBOR"));
            assertEquals("wav", parts.at("/1/input_audio/format").asText());
            assertEquals("What is it?", parts.at("/2/text").asText());
            assertEquals(11, body.path("seed").asInt());
            assertEquals(3, body.path("top_k").asInt());
            assertEquals("END", body.at("/stop/0").asText());
            assertEquals("object", body.at("/response_format/json_schema/schema/type").asText());
        }
    }

    @Test
    void whatTheProtocolHasNoWordForIsRefused() throws Exception {
        try (ScriptedServer server = new ScriptedServer().on(CHAT, ANSWER);
                Fleet fleet = Fleet.of(Offer.UNDERSTANDING, server)) {
            for (GenerationOptions options :
                    List.of(
                            GenerationOptions.GREEDY.withConstraint(new Constraint.Regex("a+")),
                            GenerationOptions.GREEDY.withNoRepeatNgram(3),
                            GenerationOptions.GREEDY.withStrict(true))) {
                MingleException error =
                        assertThrows(InvalidRequestException.class, () -> ask(fleet, options));
                assertTrue(error.getMessage().contains("has no word for it"), error.getMessage());
            }
            assertEquals(List.of(), server.asked(CHAT));
        }
    }

    @Test
    void whatHasNotBegunIsAskedOfAnother() throws Exception {
        ScriptedServer.Script gone = line -> line.events();
        ScriptedServer.Script refused =
                line ->
                        line.json(
                                503,
                                "{\"error\": {\"code\": \"skill-unavailable\", \"message\": \"Being"
                                        + " stopped.\"}}");
        for (ScriptedServer.Script bad : List.of(gone, refused, (ScriptedServer.Script) l -> {})) {
            try (ScriptedServer one = new ScriptedServer().on(CHAT, bad);
                    ScriptedServer other = new ScriptedServer().on(CHAT, ANSWER);
                    Fleet fleet = Fleet.of(Offer.UNDERSTANDING, one, other)) {
                // The draw is by weight: the bad one is met at some time.
                for (int i = 0; i < 200 && one.asked(CHAT).isEmpty(); i++) {
                    assertEquals("Hello", heard(fleet).finished(Answer.class).result().text());
                }
                assertFalse(one.asked(CHAT).isEmpty());
            }
        }
    }

    @Test
    void aCallThatWaitsForOneThatFallsIllIsAskedOfAnother() throws Exception {
        try (ScriptedServer one = new ScriptedServer();
                ScriptedServer other = new ScriptedServer().on(CHAT, ANSWER)) {
            one.on(
                    CHAT,
                    line -> {
                        one.models(any -> any.json(500, ""));
                        line.awaitGone();
                    });
            try (Fleet fleet = Fleet.of(Offer.UNDERSTANDING, one, other)) {
                for (int i = 0; i < 200 && one.asked(CHAT).isEmpty(); i++) {
                    assertEquals("Hello", heard(fleet).finished(Answer.class).result().text());
                }
                assertFalse(one.asked(CHAT).isEmpty());
            }
        }
    }

    @Test
    void whatHasBegunEndsWithAnErrorThatAdvisesToAskAgain() throws Exception {
        try (ScriptedServer server =
                        new ScriptedServer().on(CHAT, line -> line.events().say("Hel"));
                Fleet fleet = Fleet.of(Offer.UNDERSTANDING, server)) {
            Heard heard = heard(fleet);
            MingleException error = heard.error();
            assertInstanceOf(SkillUnavailableException.class, error);
            assertTrue(error.retryable());
            assertTrue(
                    error.getMessage()
                            .endsWith(
                                    "ended its answer in the middle. What has come is not complete;"
                                            + " ask again."),
                    error.getMessage());
            assertEquals("Hel", heard.text());
            assertEquals(1, server.asked(CHAT).size());
        }
    }

    @Test
    void whatTheTableDoesNotHaveAskedAgainIsNot() throws Exception {
        String[][] refusals = {
            {"400", "{\"error\": {\"message\": \"No such thing.\"}}", "invalid-request"},
            {"500", "{\"error\": {\"message\": \"Oh.\"}}", "internal"},
            {"413", "", "content-too-large"},
            {"422", "{\"error\": {\"code\": \"unreadable-content\"}}", "unreadable-content"},
            {"413", "{\"error\": {\"code\": \"conversation-too-long\"}}", "conversation-too-long"},
            {"200", "{}", "internal"},
            {"302", "", "internal"}
        };
        for (String[] refusal : refusals) {
            try (ScriptedServer server =
                            new ScriptedServer()
                                    .on(
                                            CHAT,
                                            line ->
                                                    line.json(
                                                            Integer.parseInt(refusal[0]),
                                                            refusal[1]),
                                            ANSWER);
                    Fleet fleet = Fleet.of(Offer.UNDERSTANDING, server)) {
                assertEquals(refusal[2], heard(fleet).error().code());
                assertEquals(1, server.asked(CHAT).size());
            }
        }
    }

    @Test
    void anEndpointThatHasTooMuchToDoIsAskedWhenItSaidSo() throws Exception {
        ScriptedServer.Script busy =
                line ->
                        line.json(
                                429,
                                "{\"error\": {\"message\": \"Too many.\", \"code\":"
                                        + " \"too-many-requests\"}}",
                                "Retry-After: 1");
        try (ScriptedServer server = new ScriptedServer().on(CHAT, busy, ANSWER);
                Fleet fleet = Fleet.of(Offer.UNDERSTANDING, server)) {
            assertEquals("Hello", heard(fleet).finished(Answer.class).result().text());
            List<ScriptedServer.Asked> asked = server.asked(CHAT);
            assertEquals(2, asked.size());
            long nanos = asked.get(1).at() - asked.get(0).at();
            assertTrue(nanos >= 900_000_000, nanos + " ns");
        }
    }

    @Test
    void aRestThatIsLongerThanThePatienceIsToldAtOnce() throws Exception {
        ScriptedServer.Script busy =
                line ->
                        line.json(
                                429,
                                "{\"error\": {\"message\": \"Too many.\"}}",
                                "Retry-After: 90");
        try (ScriptedServer server = new ScriptedServer().on(CHAT, busy);
                Fleet fleet = Fleet.of(Offer.UNDERSTANDING, server)) {
            MingleException error = heard(fleet).error();
            assertEquals("skill-unavailable", error.code());
            assertTrue(
                    error.getMessage().endsWith("refuses: Too many. Ask again in 90 s."),
                    error.getMessage());
            assertEquals(1, server.asked(CHAT).size());
        }
    }

    @Test
    void nobodyIsAskedAgainWhenPatienceHasRunOut() throws Exception {
        ScriptedServer.Script busy =
                line ->
                        line.json(
                                503, "{\"error\": {\"message\": \"Not now.\"}}", "Retry-After: 0");
        try (ScriptedServer server = new ScriptedServer().on(CHAT, busy);
                Fleet fleet =
                        Fleet.of(
                                Offer.UNDERSTANDING,
                                it -> Fleet.limited(it, Fleet.LONG, Duration.ZERO, 1 << 16),
                                server)) {
            MingleException error = heard(fleet).error();
            assertTrue(error.getMessage().contains("refuses: Not now."), error.getMessage());
            assertEquals(1, server.asked(CHAT).size());
        }
    }

    @Test
    void aMemoryThatIsShortThereIsToldAsOneHere() throws Exception {
        ScriptedServer.Script full =
                line ->
                        line.json(
                                503,
                                "{\"error\": {\"message\": \"Full.\", \"code\":"
                                        + " \"memory-refused\"}}",
                                "Retry-After: 100");
        try (ScriptedServer server = new ScriptedServer().on(CHAT, full);
                Fleet fleet = Fleet.of(Offer.UNDERSTANDING, server)) {
            assertEquals("memory-refused", heard(fleet).error().code());
        }
    }

    @Test
    void aCancelledAnswerEndsTheConnection() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        ScriptedServer.Script endless =
                line -> {
                    line.events().say("Hel");
                    line.awaitGone();
                    gone.countDown();
                };
        try (ScriptedServer server = new ScriptedServer().on(CHAT, endless);
                Fleet fleet = Fleet.of(Offer.UNDERSTANDING, server)) {
            Generation<Answer> answer = ask(fleet, GenerationOptions.GREEDY);
            Heard heard = Heard.of(answer);
            Fleet.await(() -> heard.text().equals("Hel"));
            answer.cancel();
            assertEquals(new Cancelled("Hel"), heard.end());
            assertTrue(gone.await(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void aQuestionThatWaitsForItsFirstWordIsCancelledToo() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        ScriptedServer.Script silent =
                line -> {
                    asked.countDown();
                    line.awaitGone();
                    gone.countDown();
                };
        try (ScriptedServer server = new ScriptedServer().on(CHAT, silent);
                Fleet fleet = Fleet.of(Offer.UNDERSTANDING, server)) {
            Generation<Answer> answer = ask(fleet, GenerationOptions.GREEDY);
            Heard heard = Heard.of(answer);
            assertTrue(asked.await(60, TimeUnit.SECONDS));
            answer.cancel();
            assertEquals(new Cancelled(""), heard.end());
            assertTrue(gone.await(60, TimeUnit.SECONDS));
        }
    }
}
