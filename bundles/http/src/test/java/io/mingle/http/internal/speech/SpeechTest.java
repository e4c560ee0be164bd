package io.mingle.http.internal.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.MingleException;
import io.mingle.api.media.SoundEncoder;
import io.mingle.api.media.SoundFileFormat;
import io.mingle.api.media.SoundWriter;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenSound;
import io.mingle.api.speech.Voice;
import io.mingle.http.internal.OtherHost;
import io.mingle.http.internal.TestServer;
import io.mingle.remote.internal.wire.Offer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SpeechTest {

    private static final String PATH = "/v1/audio/speech";

    private final FakeSpeaker speaker = new FakeSpeaker();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of(), List.of());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<byte[]> speak(String more) throws Exception {
        server.broker.with(SpeechSynthesis.class, speaker);
        String body = "{\"model\": \"nano\"" + more + "}";
        HttpRequest request =
                server.request(PATH)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private String message(String more, int status) throws Exception {
        HttpResponse<byte[]> response = speak(more);
        assertEquals(status, response.statusCode(), text(response));
        return TestServer.json(text(response)).path("error").path("message").asText();
    }

    @Test
    void aStreamedWavHasOneHeaderOfUnknownLengthAndSaysItIsSynthetic() throws Exception {
        HttpResponse<byte[]> response =
                speak(", \"input\": \"Hello.\", \"voice\": \"anna\", \"response_format\": \"wav\"");
        assertEquals(200, response.statusCode(), text(response));
        assertEquals("audio/wav", response.headers().firstValue("Content-Type").orElse(""));
        byte[] file = response.body();
        String all = new String(file, StandardCharsets.ISO_8859_1);
        assertEquals(0, all.indexOf("RIFF"));
        assertEquals(0, all.lastIndexOf("RIFF"));
        assertTrue(all.contains("synthetic speech"), all);
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(-1, bytes.getInt(4));
        assertEquals(FakeSpeaker.RATE, bytes.getInt(24));
        int data = all.indexOf("data");
        assertEquals(-1, bytes.getInt(data + 4));
        assertEquals(3 * 2, file.length - data - 8);
        assertEquals(List.of("Hello."), speaker.texts);
    }

    @Test
    void pcmIsSamplesAloneWithTheirRateInTheHeader() throws Exception {
        HttpResponse<byte[]> response =
                speak(
                        ", \"input\": \"Hi.\", \"voice\": {\"id\": \"anna\"},"
                                + " \"response_format\": \"pcm\", \"speed\": 2, \"seed\": 5");
        assertEquals(
                "audio/pcm;rate=24000;channels=1",
                response.headers().firstValue("Content-Type").orElse(""));
        assertEquals(6, response.body().length);
        assertEquals(2, speaker.options.get(0).speed());
        assertEquals(5, speaker.options.get(0).seed().getAsLong());
    }

    @Test
    void eventsCarryTheFileInPieces() throws Exception {
        HttpResponse<byte[]> response =
                speak(
                        ", \"input\": \"Hi.\", \"response_format\": \"pcm\", \"stream_format\":"
                                + " \"sse\"");
        List<String> data =
                text(response)
                        .lines()
                        .filter(it -> it.startsWith("data: "))
                        .map(it -> it.substring(6))
                        .toList();
        assertEquals(3, data.size(), text(response));
        JsonNode first = TestServer.json(data.get(0));
        assertEquals("speech.audio.delta", first.path("type").asText());
        assertEquals(4, Base64.getDecoder().decode(first.path("audio").asText()).length);
        JsonNode last = TestServer.json(data.get(2));
        assertEquals("speech.audio.done", last.path("type").asText());
        assertEquals(2, last.path("usage").path("output_tokens").asInt());
    }

    @Test
    void withoutAWishItIsMp3WhereThatCanBeWrittenAndWavElsewhere() throws Exception {
        assertEquals(
                "audio/wav",
                speak(", \"input\": \"Hi.\"").headers().firstValue("Content-Type").orElse(""));
        String message = message(", \"input\": \"Hi.\", \"response_format\": \"mp3\"", 400);
        assertTrue(message.contains("is mp3, which cannot be written here"), message);
        server.broker.with(SoundEncoder.class, new Mp3());
        HttpResponse<byte[]> response = speak(", \"input\": \"Hi.\"");
        assertEquals("audio/mpeg", response.headers().firstValue("Content-Type").orElse(""));
        assertEquals("<..>", text(response));
    }

    /** Writes a point for each chunk. */
    private static final class Mp3 implements SoundEncoder {

        @Override
        public Set<SoundFileFormat> formats() {
            return Set.of(SoundFileFormat.MP3);
        }

        @Override
        public SoundWriter open(SoundFileFormat format, int rate, String comment, OutputStream out)
                throws IOException {
            out.write('<');
            return new SoundWriter() {
                @Override
                public void write(float[] samples) throws IOException {
                    out.write('.');
                }

                @Override
                public void close() throws IOException {
                    out.write('>');
                }
            };
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| 'input' is missing.",
                ", \"input\": \"Hi.\", \"speed\": 9 | 'speed' has to be a number from 0.25 to 4.0.",
                ", \"input\": \"Hi.\", \"voice\": \"bob\" | There is no such voice. Choose anna.",
                ", \"input\": \"Hi.\", \"stream_format\": \"x\" | 'stream_format' has to be audio"
                        + " or sse.",
                ", \"input\": \"Hi.\", \"pitch\": 2 | 'pitch' is not known here. Leave it out.",
            })
    void whatIsWrongIsSaid(String more, String expected) throws Exception {
        assertEquals(expected, message(more == null ? "" : more, 400));
    }

    @Test
    void anUnknownFormatIsRefusedWithThoseThereAre() throws Exception {
        String message = message(", \"input\": \"Hi.\", \"response_format\": \"mod\"", 400);
        assertTrue(message.contains("wav, wav-float, pcm"), message);
    }

    @Test
    void tooMuchTextIsRefused() throws Exception {
        String input = "word ".repeat(20_000);
        String message = message(", \"input\": \"" + input + "\"", 400);
        assertTrue(message.contains("at most 50000"), message);
    }

    @Test
    void aFailureBeforeTheFirstSoundHasAStatusAndOneAfterItBreaksOff() throws Exception {
        assertEquals("There is no memory.", message(", \"input\": \"refuse\"", 503));
        assertThrows(IOException.class, () -> speak(", \"input\": \"break off\""));
    }

    @Test
    void voicesAreListed() throws Exception {
        assertEquals(501, server.get("/v1/audio/voices").statusCode());
        server.broker.with(SpeechSynthesis.class, speaker);
        JsonNode json = TestServer.json(server.get("/v1/audio/voices").body());
        assertEquals("anna", json.path("voices").path(0).asText());
        assertEquals("en", json.path("data").path(0).path("language").asText());
        speaker.withoutModel = true;
        HttpResponse<String> response = server.get("/v1/audio/voices");
        assertEquals(501, response.statusCode());
        assertTrue(response.body().contains("The model nano cannot speak."), response.body());
    }

    @Test
    void aMingleOnAnotherHostIsUnderstood() throws Exception {
        server.broker.with(SpeechSynthesis.class, speaker);
        SpeechOptions asked = SpeechOptions.USUAL.withVoice("anna").withSpeed(1.5).withSeed(5);
        try (OtherHost other = new OtherHost(server, Offer.SYNTHESIS)) {
            SpeechSynthesis synthesis = other.service(SpeechSynthesis.class);
            assertEquals(List.of(new Voice("anna", "en", "clear")), synthesis.voices());
            SpokenSound sound =
                    SpokenSound.of(synthesis.speak("Stop.", asked), Duration.ofSeconds(60));
            assertEquals(3, sound.samples().length);
            assertEquals(0.5f, sound.samples()[0], 1e-3f);
            assertEquals(FakeSpeaker.RATE, sound.speech().rate());
            assertEquals(asked, speaker.options.get(0));
            MingleException cut =
                    assertThrows(
                            MingleException.class,
                            () ->
                                    synthesis
                                            .speak("break off", SpeechOptions.USUAL)
                                            .join(Duration.ofSeconds(60)));
            assertTrue(cut.retryable(), cut.toString());
        }
    }
}
