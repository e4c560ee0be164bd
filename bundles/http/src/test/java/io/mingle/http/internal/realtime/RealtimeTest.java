package io.mingle.http.internal.realtime;

import static io.mingle.http.internal.realtime.RealtimeClient.silence;
import static io.mingle.http.internal.realtime.RealtimeClient.tone;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Sound;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Role;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Understanding;
import io.mingle.http.internal.TestServer;
import io.mingle.http.internal.remote.MediaHost;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Realtime sessions, over a real socket, with services that do what they are told. */
@Timeout(120)
class RealtimeTest {

    private final FakeSpeaker speaker = new FakeSpeaker();
    private final BlockingQueue<GenerationChannel<Answer>> held = new LinkedBlockingQueue<>();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of(), List.of());
        server.broker.with(SpeechSynthesis.class, speaker);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private RealtimeClient connected() throws Exception {
        RealtimeClient client = RealtimeClient.open(server, "?model=nano");
        client.next("session.created");
        return client;
    }

    /** Has questions wait until the test answers them. */
    private void holding() {
        server.broker.with(Understanding.class, (conversation, how) -> hold(conversation));
    }

    private Generation<Answer> hold(Conversation conversation) {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        channel.onCancel(channel::cancelled);
        server.asked.add(conversation);
        held.add(channel);
        return channel;
    }

    private GenerationChannel<Answer> question() throws InterruptedException {
        GenerationChannel<Answer> next = held.poll(30, TimeUnit.SECONDS);
        assertTrue(next != null, "Nobody was asked");
        return next;
    }

    @Test
    void tellsHowASessionIs() throws Exception {
        try (RealtimeClient client = RealtimeClient.open(server, "?model=nano")) {
            JsonNode session = client.next("session.created").path("session");
            assertEquals("realtime", session.path("type").asText());
            assertEquals("nano", session.path("model").asText());
            assertEquals("audio", session.path("output_modalities").path(0).asText());
            JsonNode in = session.path("audio").path("input");
            assertEquals("audio/pcm", in.path("format").path("type").asText());
            assertEquals(24_000, in.path("format").path("rate").asInt());
            assertEquals("server_vad", in.path("turn_detection").path("type").asText());
        }
    }

    @Test
    void saysThatNothingIsSpokenWhereNobodyCan() throws Exception {
        server.broker.without(speaker);
        try (RealtimeClient client = RealtimeClient.open(server, "?model=nano")) {
            JsonNode session = client.next("session.created").path("session");
            assertEquals("text", session.path("output_modalities").path(0).asText());
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"type\": \"realtime\","
                            + " \"output_modalities\": [\"audio\"]}}");
            client.next("session.updated");
            server.answering("Nine.");
            ask(client, "How many?");
            JsonNode response = client.until("response.done").path("response");
            assertEquals("failed", response.path("status").asText());
            assertEquals(
                    "skill-unavailable",
                    response.path("status_details").path("error").path("code").asText());
        }
    }

    private static void ask(RealtimeClient client, String text) {
        client.send(
                "{\"type\": \"conversation.item.create\", \"item\": {\"type\": \"message\","
                        + " \"role\":"
                        + " \"user\", \"content\": [{\"type\": \"input_text\", \"text\": \"%s\"}]}}"
                                .formatted(text));
        client.send("{\"type\": \"response.create\"}");
    }

    @Test
    void answersSpeechInWordsAndSpeech() throws Exception {
        server.answering("Nine ", "four.");
        try (RealtimeClient client = connected()) {
            client.speak(silence(0.5));
            client.speak(tone(1));
            client.speak(silence(1));
            JsonNode started = client.next("input_audio_buffer.speech_started");
            assertEquals(200, started.path("audio_start_ms").asInt(), 60);
            JsonNode stopped = client.next("input_audio_buffer.speech_stopped");
            assertEquals(1600, stopped.path("audio_end_ms").asInt(), 100);
            JsonNode committed = client.next("input_audio_buffer.committed");
            assertEquals(started.path("item_id"), committed.path("item_id"));
            JsonNode item = client.next("conversation.item.added").path("item");
            assertEquals("input_audio", item.path("content").path(0).path("type").asText());
            client.next("conversation.item.done");
            JsonNode done = client.until("response.done").path("response");
            assertEquals("completed", done.path("status").asText());
            JsonNode said = done.path("output").path(0).path("content").path(0);
            assertEquals("output_audio", said.path("type").asText());
            assertEquals("Nine four.", said.path("transcript").asText());
            int bytes = 0;
            for (JsonNode delta : client.all("response.output_audio.delta")) {
                bytes += Base64.getDecoder().decode(delta.path("delta").asText()).length;
            }
            assertEquals(2 * speaker.spoken.size() * FakeSpeaker.CHUNK, bytes);
            assertEquals("Nine four.", String.join("", speaker.spoken));
        }
        Conversation asked = server.asked.get(0);
        assertTrue(asked.messages().get(0).content().get(0) instanceof Sound);
        assertTrue(speaker.options.get(0).heard().isPresent());
    }

    @Test
    void tellsOfAResponseInTheOrderThatClientsKnow() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            ask(client, "How many?");
            client.until("response.done");
            assertEquals(
                    List.of(
                            "session.created",
                            "conversation.item.added",
                            "conversation.item.done",
                            "response.created",
                            "response.output_item.added",
                            "conversation.item.added",
                            "response.content_part.added",
                            "response.output_audio_transcript.delta",
                            "response.output_audio.delta",
                            "response.output_audio.done",
                            "response.output_audio_transcript.done",
                            "response.content_part.done",
                            "response.output_item.done",
                            "conversation.item.done",
                            "response.done"),
                    client.types());
        }
    }

    @Test
    void answersInWordsAloneWhereTheClientWantsThose() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"type\": \"realtime\","
                        + " \"output_modalities\": [\"text\"], \"instructions\": \"Be brief.\"}}");
            assertEquals(
                    "Be brief.",
                    client.next("session.updated").path("session").path("instructions").asText());
            ask(client, "How many?");
            assertEquals("Nine.", client.until("response.output_text.done").path("text").asText());
            client.until("response.done");
            assertEquals(0, speaker.options.size());
        }
        assertEquals(
                List.of(Role.SYSTEM, Role.USER),
                server.asked.get(0).messages().stream().map(it -> it.role()).toList());
    }

    @Test
    void remembersWhatWasSaid() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            ask(client, "How many?");
            client.until("response.done");
            ask(client, "And now?");
            client.until("response.done");
        }
        Conversation second = server.asked.get(1);
        assertEquals(
                List.of("How many?", "Nine.", "And now?"),
                second.messages().stream().map(it -> it.text()).toList());
    }

    @Test
    void endsTheAnswerWhenSomebodySpeaks() throws Exception {
        holding();
        try (RealtimeClient client = connected()) {
            ask(client, "Tell me a story.");
            GenerationChannel<Answer> story = question();
            story.delta("Once upon a time");
            client.until("response.output_audio.delta");
            client.speak(tone(0.3));
            JsonNode done = client.until("response.done").path("response");
            assertEquals("cancelled", done.path("status").asText());
            assertEquals("turn_detected", done.path("status_details").path("reason").asText());
            assertTrue(story.isCancelled());
            assertTrue(client.types().contains("input_audio_buffer.speech_started"));
            String item = done.path("output").path(0).path("id").asText();
            client.send(
                    """
                    {"type": "conversation.item.truncate", "item_id": "%s",
                     "content_index": 0, "audio_end_ms": 50}\
                    """
                            .formatted(item));
            client.until("conversation.item.truncated");
            client.send(
                    "{\"type\": \"conversation.item.retrieve\", \"item_id\": \"%s\"}"
                            .formatted(item));
            assertEquals(
                    "Once",
                    client.until("conversation.item.retrieved")
                            .path("item")
                            .path("content")
                            .path(0)
                            .path("transcript")
                            .asText()
                            .substring(0, 4));
        }
    }

    @Test
    void letsTheClientEndTurns() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"type\": \"realtime\","
                            + " \"audio\": {\"input\": {\"turn_detection\": null}}}}");
            client.next("session.updated");
            client.send("{\"type\": \"input_audio_buffer.commit\", \"event_id\": \"mine\"}");
            JsonNode error = client.next("error").path("error");
            assertEquals("input_audio_buffer_commit_empty", error.path("code").asText());
            assertEquals("mine", error.path("event_id").asText());
            client.speak(tone(0.5));
            client.send("{\"type\": \"input_audio_buffer.commit\"}");
            client.next("input_audio_buffer.committed");
            client.next("conversation.item.added");
            client.next("conversation.item.done");
            client.send("{\"type\": \"response.create\"}");
            client.until("response.done");
            client.speak(tone(0.5));
            client.send("{\"type\": \"input_audio_buffer.clear\"}");
            client.next("input_audio_buffer.cleared");
            client.send("{\"type\": \"input_audio_buffer.commit\"}");
            client.next("error");
        }
    }

    private static String hearing(String input) {
        return "{\"type\": \"session.update\", \"session\": {\"type\": \"realtime\", \"audio\":"
                + " {\"input\": {%s}}}}".formatted(input);
    }

    private static double seconds(Conversation asked) {
        Sound sound = (Sound) asked.messages().get(0).content().get(0);
        ByteBuffer wav = ByteBuffer.wrap(sound.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        int rate = wav.getInt(24);
        return (sound.bytes().length - 44) / 2.0 / rate;
    }

    @Test
    void endsATurnWhoseFormatChangesAndAnswersIt() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.speak(tone(1));
            JsonNode started = client.next("input_audio_buffer.speech_started");
            client.send(hearing("\"format\": {\"type\": \"audio/pcmu\"}"));
            client.next("input_audio_buffer.speech_stopped");
            assertEquals(
                    started.path("item_id"),
                    client.next("input_audio_buffer.committed").path("item_id"));
            client.until("session.updated");
            client.until("response.done");
        }
        assertEquals(1, seconds(server.asked.get(0)), 0.05);
    }

    @Test
    void keepsWhatIsInTheBufferWhereItIsToBeHeardInAnotherWay() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.speak(tone(1));
            client.next("input_audio_buffer.speech_started");
            client.send(hearing("\"turn_detection\": null"));
            client.next("session.updated");
            client.send(hearing("\"format\": {\"type\": \"audio/pcmu\"}"));
            client.next("session.updated");
            client.send("{\"type\": \"input_audio_buffer.commit\"}");
            client.next("input_audio_buffer.committed");
            client.send("{\"type\": \"response.create\"}");
            client.until("response.done");
            client.send(hearing("\"format\": {\"type\": \"audio/pcm\", \"rate\": 24000}"));
            client.until("session.updated");
            client.speak(silence(0.5));
            client.speak(tone(1));
            client.speak(silence(1));
            client.send(hearing("\"turn_detection\": {\"type\": \"server_vad\"}"));
            client.next("input_audio_buffer.speech_started");
            client.next("input_audio_buffer.speech_stopped");
            client.next("input_audio_buffer.committed");
            client.until("response.done");
        }
        assertEquals(1, seconds(server.asked.get(0)), 0.05);
    }

    @Test
    void knowsTheVoicesThatThereAreNow() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.send(speaking("\"voice\": \"ming\""));
            client.next("session.updated");
            speaker.voice = "luna";
            client.send(speaking("\"speed\": 1.25"));
            assertEquals(
                    "ming",
                    client.next("session.updated").at("/session/audio/output/voice").asText());
            client.send(speaking("\"voice\": \"ming\", \"speed\": 1"));
            client.next("session.updated");
            client.send(speaking("\"voice\": \"luna\""));
            client.next("session.updated");
            client.send(speaking("\"voice\": \"ming\""));
            String message = client.next("error").at("/error/message").asText();
            assertTrue(message.contains("the model has luna"), message);
        }
    }

    private static String speaking(String output) {
        return "{\"type\": \"session.update\", \"session\": {\"type\": \"realtime\", \"audio\":"
                + " {\"output\": {%s}}}}".formatted(output);
    }

    @Test
    void refusesATurnThatNobodyEnds() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.send(
                    """
                    {"type": "session.update", "session": {"type": "realtime", "audio": {
                      "input": {"format": {"type": "audio/pcmu"}, "turn_detection": null}}}}\
                    """);
            client.next("session.updated");
            String second = Base64.getEncoder().encodeToString(new byte[8_000]);
            for (int i = 0; i < 31; i++) {
                client.send(
                        "{\"type\": \"input_audio_buffer.append\", \"audio\": \"%s\"}"
                                .formatted(second));
            }
            JsonNode error = client.next("error").path("error");
            assertEquals("content-too-large", error.path("code").asText());
            client.send("{\"type\": \"input_audio_buffer.commit\"}");
            client.next("input_audio_buffer.committed");
        }
    }

    @Test
    void callsTools() throws Exception {
        holding();
        try (RealtimeClient client = connected()) {
            client.send(
                    """
                    {"type": "session.update", "session": {"type": "realtime", "tools": [
                      {"type": "function", "name": "weather", "parameters": {"type": "object",
                       "properties": {"city": {"type": "string"}}, "required": ["city"]}}]}}\
                    """);
            client.next("session.updated");
            ask(client, "What is the weather in Bonn?");
            GenerationChannel<Answer> first = question();
            first.delta("I look. <tool_call>{\"name\":\"weather\",");
            first.delta("\"arguments\":{\"city\":\"Bonn\"}}</tool_call>");
            Answers.end(first);
            JsonNode done = client.until("response.done").path("response");
            assertEquals(List.of("I look."), speaker.spoken);
            JsonNode call = done.path("output").path(1);
            assertEquals("function_call", call.path("type").asText());
            assertEquals("{\"city\":\"Bonn\"}", call.path("arguments").asText());
            client.send(
                    "{\"type\": \"conversation.item.create\", \"item\": {\"type\":"
                            + " \"function_call_output\", \"call_id\": \"%s\", \"output\": \"sunny\"}}"
                                    .formatted(call.path("call_id").asText()));
            client.send("{\"type\": \"response.create\"}");
            GenerationChannel<Answer> second = question();
            second.delta("Sunny.");
            Answers.end(second);
            client.until("response.done");
        }
        String last =
                server.asked
                        .get(1)
                        .messages()
                        .get(server.asked.get(1).messages().size() - 1)
                        .text();
        assertTrue(last.contains("sunny"), last);
    }

    @Test
    void refusesASecondResponseAndCancelsTheFirst() throws Exception {
        holding();
        try (RealtimeClient client = connected()) {
            client.send("{\"type\": \"response.cancel\"}");
            assertEquals(
                    "response_cancel_not_active",
                    client.next("error").path("error").path("code").asText());
            ask(client, "Tell me a story.");
            GenerationChannel<Answer> story = question();
            client.send("{\"type\": \"response.create\"}");
            assertEquals(
                    "conversation_already_has_active_response",
                    client.until("error").path("error").path("code").asText());
            client.send("{\"type\": \"response.cancel\"}");
            JsonNode done = client.until("response.done").path("response");
            assertEquals("cancelled", done.path("status").asText());
            assertTrue(story.isCancelled());
        }
    }

    @Test
    void answersBesideTheConversation() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.send(
                    """
                    {"type": "response.create", "response": {"conversation": "none",
                     "output_modalities": ["text"], "metadata": {"mine": "1"}, "input": [
                      {"type": "message", "role": "user", "content": [
                        {"type": "input_text", "text": "How many?"}]}]}}\
                    """);
            JsonNode done = client.until("response.done").path("response");
            assertEquals("1", done.path("metadata").path("mine").asText());
            assertFalse(client.types().contains("conversation.item.added"));
        }
    }

    @Test
    void greetsWhereAResponseIsToldTo() throws Exception {
        server.answering("Hello!");
        try (RealtimeClient client = connected()) {
            client.send(
                    "{\"type\": \"response.create\", \"response\": {\"instructions\": \"Greet the"
                            + " user.\"}}");
            assertEquals(
                    "completed",
                    client.until("response.done").path("response").path("status").asText());
        }
    }

    @Test
    void speaksTelephone() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.send(
                    """
                    {"type": "session.update", "session": {"type": "realtime", "audio": {
                      "input": {"format": {"type": "audio/pcmu"}},
                      "output": {"format": {"type": "audio/pcma"}}}}}\
                    """);
            client.next("session.updated");
            ask(client, "How many?");
            client.until("response.done");
            int bytes = 0;
            for (JsonNode delta : client.all("response.output_audio.delta")) {
                bytes += Base64.getDecoder().decode(delta.path("delta").asText()).length;
            }
            assertEquals(FakeSpeaker.CHUNK / 3, bytes, 2);
        }
    }

    @Test
    void speaksTheBetaToThoseWhoKnowNothingElse() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client =
                RealtimeClient.open(server, "?model=nano", "realtime", "openai-beta.realtime-v1")) {
            JsonNode session = client.next("session.created").path("session");
            assertEquals("pcm16", session.path("input_audio_format").asText());
            assertEquals(2, session.path("modalities").size());
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"modalities\": [\"text\","
                        + " \"audio\"], \"input_audio_format\": \"g711_ulaw\", \"turn_detection\":"
                        + " null}}");
            JsonNode changed = client.next("session.updated").path("session");
            assertEquals("g711_ulaw", changed.path("input_audio_format").asText());
            assertTrue(changed.path("turn_detection").isNull());
            ask(client, "How many?");
            JsonNode done = client.until("response.done").path("response");
            assertEquals(
                    "audio",
                    done.path("output").path(0).path("content").path(0).path("type").asText());
            assertTrue(client.types().contains("conversation.item.created"));
            assertTrue(client.types().contains("response.audio.delta"));
            assertTrue(client.types().contains("response.audio_transcript.done"));
            assertFalse(client.types().contains("conversation.item.done"));
        }
    }

    @Test
    void saysWhichVoicesThereAre() throws Exception {
        try (RealtimeClient client = connected()) {
            String change =
                    "{\"type\": \"session.update\", \"session\": {\"audio\": {\"output\":"
                            + " {\"voice\": \"%s\"}}}}";
            client.send(change.formatted("alloy"));
            JsonNode error = client.next("error").path("error");
            assertEquals("session.audio.output.voice", error.path("param").asText());
            assertTrue(error.path("message").asText().contains("ming"), error::toString);
            client.send(change.formatted("ming"));
            client.next("session.updated");
        }
    }

    @Test
    void tellsWhatIsWrongAndGoesOn() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.send("nonsense");
            assertEquals(
                    "invalid-request", client.next("error").path("error").path("code").asText());
            client.send("{\"type\": \"session.destroy\"}");
            assertTrue(
                    client.next("error")
                            .path("error")
                            .path("message")
                            .asText()
                            .contains("session.destroy"));
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"audio\": {\"input\":"
                            + " {\"format\": \"pcm16\"}}}}");
            assertEquals(
                    "session.audio.input.format",
                    client.next("error").path("error").path("param").asText());
            client.send("{\"type\": \"input_audio_buffer.append\", \"audio\": \"no base64!\"}");
            assertEquals("audio", client.next("error").path("error").path("param").asText());
            client.send("{\"type\": \"conversation.item.delete\", \"item_id\": \"none\"}");
            client.next("error");
            ask(client, "How many?");
            assertEquals(
                    "completed",
                    client.until("response.done").path("response").path("status").asText());
        }
    }

    @Test
    void writesDownWhatWasSaid() throws Exception {
        server.answering("Nine.");
        server.broker.with(Transcription.class, new FakeScribe("how many"));
        try (RealtimeClient client = connected()) {
            client.send(
                    """
                    {"type": "session.update", "session": {"type": "realtime", "audio": {
                      "input": {"transcription": {"model": "nano", "language": "en"}}}}}\
                    """);
            client.next("session.updated");
            client.speak(silence(0.5));
            client.speak(tone(1));
            client.speak(silence(1));
            JsonNode completed =
                    client.until("conversation.item.input_audio_transcription.completed");
            assertEquals("how many", completed.path("transcript").asText());
        }
    }

    @Test
    void onlyWritesDownWhereThatIsTheIntent() throws Exception {
        server.broker.with(Transcription.class, new FakeScribe("how many"));
        try (RealtimeClient client = RealtimeClient.open(server, "?intent=transcription")) {
            assertEquals(
                    "transcription",
                    client.next("session.created").path("session").path("type").asText());
            client.speak(silence(0.5));
            client.speak(tone(1));
            client.speak(silence(1));
            client.until("conversation.item.input_audio_transcription.completed");
            assertFalse(client.types().contains("response.created"));
        }
    }

    @Test
    void tellsThatNobodyWritesDown() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = RealtimeClient.open(server, "?intent=transcription")) {
            client.speak(silence(0.5));
            client.speak(tone(1));
            client.speak(silence(1));
            assertEquals(
                    "skill-unavailable",
                    client.until("conversation.item.input_audio_transcription.failed")
                            .path("error")
                            .path("code")
                            .asText());
        }
    }

    @Test
    void finishesAnAnswerWhenTheServerIsStopped() throws Exception {
        holding();
        try (RealtimeClient idle = connected();
                RealtimeClient client = connected()) {
            ask(client, "Tell me a story.");
            GenerationChannel<Answer> story = question();
            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    server.realtime.close();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            assertEquals(1012, idle.closed.get(30, TimeUnit.SECONDS));
            assertFalse(story.isCancelled());
            story.delta("The end.");
            Answers.end(story);
            assertEquals(
                    "completed",
                    client.until("response.done").path("response").path("status").asText());
            assertEquals(1012, client.closed.get(30, TimeUnit.SECONDS));
            stopped.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void isNoPageForThoseWhoDoNotConnect() throws Exception {
        assertEquals(426, server.get("/v1/realtime?model=nano").statusCode());
        assertEquals(400, server.get("/v1/realtime").statusCode());
        assertEquals(405, server.post("/v1/realtime?model=nano", "{}").statusCode());
    }

    /** What Jetty throws of is no reason to keep a place. */
    @Test
    void keepsNoPlaceForAHandshakeThatIsBroken() throws Exception {
        try (TestServer narrow = new TestServer(Map.of("requestsAtATime", 1), List.of())) {
            String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
            for (String status :
                    List.of(
                            handshake(narrow, "", ""),
                            handshake(narrow, "", key + "Sec-WebSocket-Extensions: ;;=\r\n"),
                            handshake(narrow, "&a=b|c", key))) {
                assertTrue(status.startsWith("HTTP/1.1 4"), status);
            }
            try (RealtimeClient client = RealtimeClient.open(narrow, "?model=nano")) {
                client.next("session.created");
            }
        }
    }

    /** Sends what clients' libraries do not, and returns the status line. */
    private static String handshake(TestServer server, String query, String headers)
            throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            String request =
                    "GET /v1/realtime?model=nano%s HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                            .formatted(query);
            String upgrade = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
            String whole = request + upgrade + headers + "\r\n";
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.ISO_8859_1));
            return new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
        }
    }

    @Test
    void answersPings() throws Exception {
        try (RealtimeClient client = connected()) {
            client.socket().sendPing(ByteBuffer.wrap(new byte[] {4, 2})).join();
            assertEquals(
                    ByteBuffer.wrap(new byte[] {4, 2}), client.pongs.poll(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void keepsNoMoreOfASessionThanAMebibyte() throws Exception {
        try (RealtimeClient client = connected()) {
            String half = "x".repeat(600_000);
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"truncation\": {\"a\": \"%s\"}}}"
                            .formatted(half));
            client.next("session.updated");
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"truncation\": {\"b\": \"%s\"}}}"
                            .formatted(half));
            JsonNode error = client.next("error").path("error");
            assertEquals("content-too-large", error.path("code").asText());
        }
    }

    /** Else a long session would in the end leave no room for anybody's. */
    @Test
    void givesBackTheRoomOfWhatItHasFetched() throws Exception {
        try (MediaHost host = new MediaHost();
                TestServer fetching =
                        new TestServer(
                                Map.of(
                                        "allowedHosts",
                                        new String[] {host.literal()},
                                        "bodiesTogether",
                                        4L),
                                List.of());
                RealtimeClient client = RealtimeClient.open(fetching, "?model=nano")) {
            client.next("session.created");
            for (String name : List.of("/a.png", "/b.png", "/c.png")) {
                host.with(name, "image/png", new byte[] {5, 6, 7});
                client.send(
                        """
                        {"type": "conversation.item.create", "item": {"type": "message",
                         "role": "user", "content": [
                          {"type": "input_image", "image_url": "http://%s%s"}]}}\
                        """
                                .formatted(host.literal(), name));
                client.next("conversation.item.added");
                client.next("conversation.item.done");
            }
        }
    }

    @Test
    void takesNoMoreItemsForOneResponseThanAConversationHas() throws Exception {
        try (RealtimeClient client = connected()) {
            String item = "{\"type\": \"item_reference\", \"id\": \"item_1\"}";
            client.send(
                    "{\"type\": \"response.create\", \"response\": {\"input\": [%s]}}"
                            .formatted(String.join(", ", Collections.nCopies(201, item))));
            JsonNode error = client.next("error").path("error");
            assertEquals("response.input", error.path("param").asText());
            assertTrue(error.path("message").asText().contains("200"), error::toString);
        }
    }

    @Test
    void letsPagesOfOthersNotIn() throws Exception {
        CompletionException refused =
                assertThrows(
                        CompletionException.class,
                        () ->
                                RealtimeClient.open(
                                        server,
                                        "?model=nano",
                                        HttpClient.newHttpClient()
                                                .newWebSocketBuilder()
                                                .header("Origin", "https://evil.example")));
        WebSocketHandshakeException why = (WebSocketHandshakeException) refused.getCause();
        assertEquals(403, why.getResponse().statusCode());
    }

    @Test
    void tellsThatTheModelCannotHear() throws Exception {
        server.broker.with(
                Understanding.class,
                (conversation, how) -> {
                    throw new InvalidRequestException("The model nano cannot hear.");
                });
        try (RealtimeClient client = connected()) {
            client.speak(silence(0.5));
            client.speak(tone(1));
            client.speak(silence(1));
            JsonNode details =
                    client.until("response.done").path("response").path("status_details");
            assertEquals("failed", details.path("type").asText());
            assertEquals("invalid-request", details.path("error").path("code").asText());
        }
    }

    @Test
    void endsTheConnectionOverAMessageThatIsTooLarge() throws Exception {
        try (RealtimeClient client = connected()) {
            client.socket().sendText("x".repeat(9 << 20), true);
            assertTrue(client.closed.get(30, TimeUnit.SECONDS) != 1000);
        }
    }

    @Test
    void freesThePlaceOfAClientThatHasGone() throws Exception {
        holding();
        GenerationChannel<Answer> story;
        try (RealtimeClient client = connected()) {
            ask(client, "Tell me a story.");
            story = question();
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!story.isCancelled() && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertTrue(story.isCancelled());
    }
}
