package io.mingle.http.internal.transcription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.audio.AudioModel;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionSegment;
import com.openai.models.audio.transcriptions.TranscriptionStreamEvent;
import com.openai.models.audio.transcriptions.TranscriptionVerbose;
import com.openai.models.audio.translations.TranslationCreateParams;
import com.openai.models.audio.translations.TranslationVerbose;
import io.mingle.api.transcription.TranscriptWriting;
import io.mingle.api.transcription.Transcription;
import io.mingle.http.internal.StrictOpenAi;
import io.mingle.http.internal.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What OpenAI's own client for Java makes of transcripts. It refuses what its model of answers does
 * not have.
 */
@Timeout(120)
class OpenAiTranscriptionsTest {

    private static final AudioModel NANO = AudioModel.of("nano");

    private final FakeListener listener = new FakeListener();
    private TestServer server;
    private OpenAIClient client;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of(), List.of());
        server.broker.with(Transcription.class, listener).with(TranscriptWriting.class, listener);
        client = StrictOpenAi.of(server);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private static TranscriptionCreateParams.Builder sound() {
        return TranscriptionCreateParams.builder().file(new byte[] {1, 2, 3}).model(NANO);
    }

    @Test
    void aTextIsReadWithItsUsage() {
        com.openai.models.audio.transcriptions.Transcription answer =
                client.audio()
                        .transcriptions()
                        .create(
                                sound().addLanguage("en")
                                        .addKeyword("Ada")
                                        .addKeyword("Euler")
                                        .prompt("We met yesterday.")
                                        .build())
                        .asTranscription();

        assertEquals("Nine four one. Stop.", answer.text());
        assertEquals(68, answer.usage().orElseThrow().asTokens().totalTokens());
        assertEquals(Optional.of("en"), listener.options.get(0).language());
        assertEquals(List.of("Ada", "Euler"), listener.options.get(0).hints().names());
        assertEquals("We met yesterday.", listener.options.get(0).hints().topic());
    }

    @Test
    void segmentsAreReadWithTheirTimes() {
        TranscriptionVerbose answer =
                client.audio()
                        .transcriptions()
                        .create(
                                sound().responseFormat(AudioResponseFormat.VERBOSE_JSON)
                                        .addTimestampGranularity(
                                                TranscriptionCreateParams.TimestampGranularity
                                                        .SEGMENT)
                                        .build())
                        .asVerbose();

        assertEquals("english", answer.language());
        assertEquals(4.7, answer.duration());
        List<TranscriptionSegment> segments = answer.segments().orElseThrow();
        assertEquals(2, segments.size());
        assertEquals("Stop.", segments.get(1).text());
        assertEquals(3.0f, segments.get(1).start());
        assertEquals(5, answer.usage().orElseThrow().seconds());
    }

    @Test
    void eventsAreReadAsTheyCome() {
        List<TranscriptionStreamEvent> events;
        try (StreamResponse<TranscriptionStreamEvent> stream =
                client.audio().transcriptions().createStreaming(sound().build())) {
            events = stream.stream().toList();
        }

        assertEquals(4, events.size());
        assertEquals("Nine ", events.get(0).asTranscriptTextDelta().delta());
        assertEquals("Nine four one. Stop.", events.get(3).asTranscriptTextDone().text());
        assertEquals(8, events.get(3).asTranscriptTextDone().usage().orElseThrow().outputTokens());
    }

    @Test
    void aTranslationIsRead() {
        TranslationVerbose answer =
                client.audio()
                        .translations()
                        .create(
                                TranslationCreateParams.builder()
                                        .file(new byte[] {1})
                                        .model(NANO)
                                        .responseFormat(
                                                TranslationCreateParams.ResponseFormat.VERBOSE_JSON)
                                        .build())
                        .asVerbose();

        assertEquals("Nine four one. Stop.", answer.text());
        assertTrue(listener.options.get(0).translate());
    }

    @Test
    void aModelThatCannotHearIsToldApart() {
        listener.deaf = true;
        OpenAIServiceException error =
                assertThrows(
                        OpenAIServiceException.class,
                        () -> client.audio().transcriptions().create(sound().build()));

        assertEquals(501, error.statusCode());
        assertEquals(Optional.of("not-implemented"), error.code());
    }
}
