package io.mingle.http.internal.transcription;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.transcription.Hints;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptWriting;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.http.internal.FormParts;
import io.mingle.http.internal.OtherHost;
import io.mingle.http.internal.TestServer;
import io.mingle.remote.internal.wire.Offer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;

@Timeout(60)
class TranscriptionsTest {

    private static final String PATH = "/v1/audio/transcriptions";
    private static final String TRANSLATIONS = "/v1/audio/translations";
    private static final byte[] SOUND = {1, 2, 3};

    private final FakeListener listener = new FakeListener();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of("largestRequest", 1L << 16), List.of());
        server.broker.with(Transcription.class, listener).with(TranscriptWriting.class, listener);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void thePageIsToldWhetherSpeechIsWrittenDown() throws Exception {
        assertTrue(hears());
        listener.deaf = true;
        assertFalse(hears());
        server.broker.without(listener);
        assertFalse(hears());
    }

    private boolean hears() throws Exception {
        return TestServer.json(server.get("/v1/state").body()).path("hears").booleanValue();
    }

    private HttpResponse<String> send(String path, byte[] form) throws Exception {
        return server.send(
                server.request(path)
                        .header(
                                "Content-Type",
                                "multipart/form-data; boundary=" + FormParts.BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form)));
    }

    private HttpResponse<String> ask(String... fields) throws Exception {
        return askAt(PATH, fields);
    }

    private HttpResponse<String> askAt(String path, String... fields) throws Exception {
        FormParts form = new FormParts().file("file", SOUND);
        for (int i = 0; i < fields.length; i += 2) {
            form.text(fields[i], fields[i + 1]);
        }
        return send(path, form.end());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        assertEquals(200, response.statusCode(), response.body());
        return TestServer.json(response.body());
    }

    private static void refused(int status, String code, String told, HttpResponse<String> response)
            throws Exception {
        assertEquals(status, response.statusCode(), response.body());
        JsonNode error = TestServer.json(response.body()).get("error");
        assertEquals(code, error.get("code").asText());
        assertTrue(error.get("message").asText().contains(told), response.body());
    }

    @Test
    void theTextIsJsonUnlessAnotherFormIsAskedFor() throws Exception {
        JsonNode json = json(ask("model", "nano", "language", "en", "temperature", "0.2"));

        assertEquals("Nine four one. Stop.", json.get("text").asText());
        assertEquals("tokens", json.at("/usage/type").asText());
        assertEquals(60, json.at("/usage/input_tokens").asInt());
        assertEquals(68, json.at("/usage/total_tokens").asInt());
        TranscriptionOptions asked = listener.options.get(0);
        assertEquals(Optional.of("en"), asked.language());
        assertEquals(0.2, asked.generation().temperature());
        assertFalse(asked.translate());
        assertArrayEquals(SOUND, ((SoundSource.InMemory) listener.sounds.get(0)).sound().bytes());
    }

    @ParameterizedTest
    @CsvSource({"text, TEXT, text/plain", "srt, SRT, application/x-subrip", "vtt, VTT, text/vtt"})
    void plainFormsAreNoJson(String format, String written, String type) throws Exception {
        HttpResponse<String> response = ask("response_format", format);

        assertEquals(200, response.statusCode(), response.body());
        assertEquals("%1$s 1 Nine four one.\n%1$s 2 Stop.\n".formatted(written), response.body());
        assertTrue(
                response.headers().firstValue("Content-Type").orElse("").startsWith(type),
                response.headers().toString());
    }

    @Test
    void theVerboseFormHasAllThatClientsLookFor() throws Exception {
        JsonNode json =
                json(
                        ask(
                                "response_format",
                                "verbose_json",
                                "timestamp_granularities[]",
                                "segment",
                                "temperature",
                                "0"));

        assertEquals("transcribe", json.get("task").asText());
        assertEquals("english", json.get("language").asText());
        assertEquals(4.7, json.get("duration").asDouble());
        assertEquals("Nine four one. Stop.", json.get("text").asText());
        assertEquals(5, json.at("/usage/seconds").asInt());
        JsonNode first = json.at("/segments/0");
        assertEquals(0, first.get("id").asInt());
        assertEquals(150, first.get("seek").asInt());
        assertEquals(1.5, first.get("start").asDouble());
        assertEquals(2.7, first.get("end").asDouble());
        assertEquals("Nine four one.", first.get("text").asText());
        assertEquals(-0.25, first.get("avg_logprob").asDouble());
        assertTrue(first.get("tokens").isArray());
        assertTrue(first.get("compression_ratio").asDouble() > 0);
        assertTrue(first.has("no_speech_prob") && first.has("temperature"));
        assertEquals(2, json.get("segments").size());
    }

    @Test
    void aStreamHasThePiecesThenTheWhole() throws Exception {
        HttpResponse<String> response = ask("stream", "true");
        List<JsonNode> events = TestServer.chunks(response);

        assertEquals(
                List.of(
                        "transcript.text.delta",
                        "transcript.text.delta",
                        "transcript.text.delta",
                        "transcript.text.done"),
                events.stream().map(it -> it.get("type").asText()).toList());
        assertEquals("Nine ", events.get(0).get("delta").asText());
        assertEquals("Nine four one. Stop.", events.get(3).get("text").asText());
        assertEquals(8, events.get(3).at("/usage/output_tokens").asInt());

        List<JsonNode> verbose =
                TestServer.chunks(ask("stream", "true", "response_format", "verbose_json"));
        JsonNode segment = verbose.get(2);
        assertEquals("transcript.text.segment", segment.get("type").asText());
        assertEquals("seg_1", segment.get("id").asText());
        assertEquals(1.5, segment.get("start").asDouble());
    }

    /** The next version goes on behind the first segment, and the client notices nothing. */
    @Test
    void aTextThatIsUnderWayOutlivesItsProvider() throws Exception {
        listener.stopping = true;
        List<JsonNode> events = TestServer.chunks(ask("stream", "true"));

        assertEquals(2, listener.options.size());
        assertEquals(List.of(FakeListener.FIRST), listener.options.get(1).done());
        StringBuilder text = new StringBuilder();
        events.forEach(it -> text.append(it.path("delta").asText()));
        assertEquals("Nine four one. Stop.", text.toString());
        listener.stopping = true;
        assertEquals("Nine four one. Stop.", json(ask()).get("text").asText());
    }

    @Test
    void aFailureInAStreamIsItsLastEvent() throws Exception {
        listener.damaged = true;
        HttpResponse<String> response = ask("stream", "true");

        assertEquals(200, response.statusCode());
        assertTrue(response.body().contains("event: error"), response.body());
        assertTrue(response.body().contains("unreadable-content"), response.body());
        refused(422, "unreadable-content", "It is damaged.", ask());
        refused(422, "unreadable-content", "It is damaged.", ask("response_format", "srt"));
    }

    @Test
    void whatIsKnownBecomesHints() throws Exception {
        ask("prompt", "Ada Lovelace, Euler,Gauss");
        ask("prompt", "We talked about the weather. And now");
        ask("domain", "medicine", "dialect", "Cantonese", "topic", "a visit", "names", "statin");
        ask("prompt", "word ".repeat(100));

        assertEquals(
                List.of("Ada Lovelace", "Euler", "Gauss"), listener.options.get(0).hints().names());
        assertEquals(
                "We talked about the weather. And now", listener.options.get(1).hints().topic());
        assertEquals(
                new Hints("medicine", "a visit", List.of("statin"), "Cantonese"),
                listener.options.get(2).hints());
        assertTrue(listener.options.get(3).hints().topic().endsWith("word word"));
    }

    @Test
    void translationsAreInEnglish() throws Exception {
        JsonNode json = json(askAt(TRANSLATIONS, "response_format", "verbose_json"));

        assertEquals("translate", json.get("task").asText());
        assertEquals("english", json.get("language").asText());
        assertTrue(listener.options.get(0).translate());
        refused(400, "invalid-request", "not known here", askAt(TRANSLATIONS, "language", "zh"));
        listener.translating = false;
        refused(501, "not-implemented", "too few words to translate", askAt(TRANSLATIONS));
        assertEquals(200, ask().statusCode());
    }

    @Test
    void aModelThatCannotHearAndAMissingBundleAreNotImplemented() throws Exception {
        listener.deaf = true;
        refused(501, "not-implemented", "cannot hear", ask());
        refused(501, "not-implemented", "cannot hear", askAt(TRANSLATIONS));
        server.broker.without(listener);
        server.bundles = name -> Bundle.UNINSTALLED;
        refused(501, "not-implemented", "Install io.mingle.audio", ask());
    }

    @Test
    void whatIsNotPossibleIsNamed() throws Exception {
        String invalid = "invalid-request";
        refused(400, invalid, "json, text, srt, verbose_json", ask("response_format", "pdf"));
        refused(400, invalid, "not told apart", ask("response_format", "diarized_json"));
        refused(
                400,
                invalid,
                "Times are those of segments",
                ask("timestamp_granularities[]", "word"));
        refused(400, invalid, "with 'stream'", ask("stream", "true", "response_format", "srt"));
        refused(400, invalid, "from 0.0 to 2.0", ask("temperature", "3"));
        refused(400, invalid, "'wish' is not known here", ask("wish", "1"));
        refused(404, "model_not_found", "There is no model", askWithModel());
        refused(
                400,
                invalid,
                "'file' is missing",
                send(PATH, new FormParts().text("a", "b").end()));
        refused(
                400,
                invalid,
                "Send one at a time",
                send(PATH, new FormParts().file("file", SOUND).file("file", SOUND).end()));
        refused(
                400,
                invalid,
                "there is file",
                send(PATH, new FormParts().file("image", SOUND).end()));
        refused(
                413,
                "content-too-large",
                "65536 bytes",
                send(PATH, new FormParts().file("file", new byte[1 << 17]).end()));
        assertEquals(415, server.post(PATH, "{}").statusCode());
        refused(
                422,
                "unreadable-content",
                "is empty",
                send(PATH, new FormParts().file("file", new byte[0]).end()));
    }

    private HttpResponse<String> askWithModel() throws Exception {
        server.broker.with(
                InstalledModel.class,
                new InstalledModel() {
                    @Override
                    public String name() {
                        return "nano";
                    }

                    @Override
                    public Path directory() {
                        return Path.of(".");
                    }

                    @Override
                    public long parameters() {
                        return 1;
                    }
                });
        return ask("model", "whisper-1");
    }

    @Test
    void aMingleOnAnotherHostIsUnderstood() throws Exception {
        Hints hints = new Hints("medicine", "a talk", List.of("Ada Bell", "Bob Cole"), "Cantonese");
        TranscriptionOptions asked = TranscriptionOptions.USUAL.withLanguage("en").withHints(hints);
        SoundSource sound = new SoundSource.InMemory(new Sound("talk.wav", SOUND));
        try (OtherHost other = new OtherHost(server, Offer.TRANSCRIPTION)) {
            Transcription transcription = other.service(Transcription.class);
            Transcript heard =
                    transcription.transcribe(sound, asked).join(Duration.ofSeconds(60)).result();
            assertEquals("Nine four one. Stop.", heard.text());
            assertEquals(FakeListener.FIRST, heard.segments().get(0));
            assertEquals(asked, listener.options.get(0));
            transcription
                    .transcribe(sound, TranscriptionOptions.USUAL.withTranslate(true))
                    .join(Duration.ofSeconds(60));
            assertTrue(listener.options.get(1).translate());
        }
    }
}
