package io.mingle.http.internal.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.media.SoundEncoder;
import io.mingle.api.media.SoundFileFormat;
import io.mingle.api.media.SoundWriter;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.http.internal.TestServer;
import io.mingle.http.internal.realtime.FakeSpeaker;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chat completions that are spoken. */
@Timeout(120)
class SpokenChatTest {

    private final FakeSpeaker speaker = new FakeSpeaker();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of(), List.of());
        server.broker.with(SpeechSynthesis.class, speaker);
        server.answering("Nine ", "four.");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> ask(String more) throws Exception {
        return server.post(
                "/v1/chat/completions",
                "{\"model\": \"nano\", \"messages\": [{\"role\": \"user\", \"content\": \"How"
                        + " many?\"}], "
                        + more
                        + "}");
    }

    private static final String SPOKEN = "\"modalities\": [\"text\", \"audio\"], ";

    @Test
    void answersWithASoundAndItsTranscript() throws Exception {
        HttpResponse<String> response =
                ask(SPOKEN + "\"audio\": {\"voice\": \"ming\", \"format\": \"wav\"}");
        assertEquals(200, response.statusCode(), response.body());
        JsonNode message = TestServer.json(response.body()).path("choices").path(0).path("message");
        assertTrue(message.path("content").isNull());
        assertEquals("Nine four.", message.path("audio").path("transcript").asText());
        assertTrue(message.path("audio").path("id").asText().startsWith("audio_"));
        byte[] wav = Base64.getDecoder().decode(message.path("audio").path("data").asText());
        assertEquals("RIFF", new String(wav, 0, 4, StandardCharsets.US_ASCII));
        String written = new String(wav, StandardCharsets.ISO_8859_1);
        assertTrue(written.contains("synthetic speech"), "The file says what it is");
        int samples = written.indexOf("data") + 8;
        assertEquals(2 * speaker.spoken.size() * FakeSpeaker.CHUNK, wav.length - samples);
        assertEquals("ming", speaker.options.get(0).voice().orElseThrow());
        assertEquals(server.asked.get(0), speaker.options.get(0).heard().orElseThrow());
    }

    @Test
    void answersWithSamplesAlone() throws Exception {
        JsonNode message =
                TestServer.json(ask(SPOKEN + "\"audio\": {\"format\": \"pcm16\"}").body())
                        .path("choices")
                        .path(0)
                        .path("message");
        byte[] samples = Base64.getDecoder().decode(message.path("audio").path("data").asText());
        assertEquals(2 * speaker.spoken.size() * FakeSpeaker.CHUNK, samples.length);
    }

    /** Writes how many samples it is given. */
    private record Counting(SoundFileFormat format) implements SoundEncoder {

        @Override
        public Set<SoundFileFormat> formats() {
            return Set.of(format);
        }

        @Override
        public SoundWriter open(SoundFileFormat asked, int rate, String comment, OutputStream out) {
            PrintStream text = new PrintStream(out, true, StandardCharsets.US_ASCII);
            text.print(asked + " of " + rate + ", " + comment + ":");
            return new SoundWriter() {
                @Override
                public void write(float[] samples) {
                    text.print(" " + samples.length);
                }

                @Override
                public void close() {
                    text.print(".");
                }
            };
        }
    }

    @Test
    void answersInFormatsThatTheInstalledEncoderWrites() throws Exception {
        server.broker.with(SoundEncoder.class, new Counting(SoundFileFormat.OPUS));
        HttpResponse<String> response = ask(SPOKEN + "\"audio\": {\"format\": \"opus\"}");
        assertEquals(200, response.statusCode(), response.body());
        JsonNode message = TestServer.json(response.body()).path("choices").path(0).path("message");
        String data = message.path("audio").path("data").asText();
        assertEquals(
                "OPUS of %s, %s: %s."
                        .formatted(
                                24_000,
                                Speech.SYNTHETIC,
                                speaker.spoken.size() * FakeSpeaker.CHUNK),
                new String(Base64.getDecoder().decode(data), StandardCharsets.US_ASCII));
    }

    @Test
    void streamsWordsAndSound() throws Exception {
        HttpResponse<String> response =
                ask(
                        SPOKEN
                                + "\"stream\": true, \"stream_options\": {\"include_usage\": true},"
                                + " \"audio\": {\"voice\": \"ming\", \"format\": \"pcm16\"}");
        StringBuilder transcript = new StringBuilder();
        int bytes = 0;
        List<JsonNode> chunks = TestServer.chunks(response);
        for (JsonNode chunk : chunks) {
            JsonNode audio = chunk.path("choices").path(0).path("delta").path("audio");
            transcript.append(audio.path("transcript").asText());
            bytes += Base64.getDecoder().decode(audio.path("data").asText()).length;
        }
        assertEquals("Nine four.", transcript.toString());
        assertEquals(2 * speaker.spoken.size() * FakeSpeaker.CHUNK, bytes);
        assertEquals(
                speaker.spoken.size(),
                chunks.get(chunks.size() - 1)
                        .path("usage")
                        .path("completion_tokens_details")
                        .path("audio_tokens")
                        .asInt());
    }

    @Test
    void saysWhatCannotBe() throws Exception {
        assertRefused("\"modalities\": [\"audio\"]", "'modalities' has to be");
        assertRefused("\"audio\": {\"format\": \"wav\"}", "'audio' is only possible with");
        assertRefused(SPOKEN + "\"n\": 2", "'n' has to be 1");
        assertRefused(
                SPOKEN + "\"audio\": {\"format\": \"tape\"}",
                "has to be one of aac, flac, mp3, opus, pcm16, wav.");
        assertRefused(
                SPOKEN + "\"audio\": {\"format\": \"opus\"}",
                "is opus, which cannot be written here. Ask for wav or pcm16.");
        assertEquals(List.of(), server.asked);
        assertRefused(
                SPOKEN + "\"stream\": true, \"audio\": {\"format\": \"wav\"}",
                "has to be pcm16 here where the answer is streamed");
    }

    private void assertRefused(String more, String why) throws Exception {
        HttpResponse<String> response = ask(more);
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains(why), response.body());
    }

    @Test
    void saysThatNobodySpeaksBeforeAnythingIsAnswered() throws Exception {
        server.broker.without(speaker);
        HttpResponse<String> response = ask(SPOKEN + "\"audio\": {\"format\": \"wav\"}");
        assertEquals(501, response.statusCode());
        assertTrue(response.body().contains("No bundle that is installed speaks"), response.body());
        assertEquals(List.of(), server.asked);
    }
}
