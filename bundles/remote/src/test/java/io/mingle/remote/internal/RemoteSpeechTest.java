package io.mingle.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Cancelled;
import io.mingle.api.event.Generation;
import io.mingle.api.speech.SentenceBegun;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.speech.Voice;
import io.mingle.api.transcription.Hints;
import io.mingle.api.transcription.LiveTranscription;
import io.mingle.api.transcription.SegmentHeard;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.broker.testkit.Heard;
import io.mingle.remote.internal.wire.Offer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Speech that other hosts hear and speak. */
@Timeout(120)
class RemoteSpeechTest {

    private static final String HEAR = "/audio/transcriptions";
    private static final String SPEAK = "/audio/speech";

    private static final String VERBOSE =
            "{\"task\": \"transcribe\", \"language\": \"english\", \"duration\": \"2.5\","
                    + " \"text\": \"One two. Three.\", \"segments\": [{\"start\": 0, \"end\": 1.25,"
                    + " \"text\": \" One two.\", \"avg_logprob\": -0.25}, {\"start\": 1.5, \"end\":"
                    + " 2.5, \"text\": \"Three.\"}]}";

    @TempDir private Path folder;

    @Test
    void aRecordingIsWrittenDownWithItsSegments() throws Exception {
        Path file = Files.write(folder.resolve("talk.mp3"), "the recording".getBytes());
        TranscriptionOptions options =
                TranscriptionOptions.USUAL
                        .withLanguage("en")
                        .withHints(Hints.NONE.withNames(List.of("Ada", "Bob")));
        try (ScriptedServer server =
                        new ScriptedServer().on(HEAR, line -> line.json(200, VERBOSE));
                Fleet fleet = Fleet.of(Offer.TRANSCRIPTION, server)) {
            Transcription transcription = fleet.service(Transcription.class);
            Heard heard = Heard.of(transcription.transcribe(new SoundSource.OnDisk(file), options));
            Transcript transcript = heard.finished(Transcript.class).result();
            assertEquals("One two. Three.", transcript.text());
            assertEquals(transcript.text(), heard.text());
            assertEquals(2, heard.of(SegmentHeard.class).size());
            assertEquals(Duration.ofMillis(2500), transcript.duration());
            assertEquals("English", transcript.language());
            assertEquals(-0.25, transcript.segments().get(0).logprob().orElseThrow());
            String body = server.asked(HEAR).get(0).text();
            assertTrue(body.contains("filename=\"talk.mp3\""), body);
            assertTrue(body.contains("\r\n\r\nthe recording\r\n"), body);
            assertTrue(body.contains("name=\"language\"\r\n\r\nen\r\n"), body);
            assertTrue(body.contains("name=\"prompt\"\r\n\r\nAda, Bob\r\n"), body);
            assertFalse(transcription.translates());
            SoundSource nowhere = new SoundSource.OnDisk(folder.resolve("nowhere.wav"));
            assertThrows(
                    UnreadableContentException.class,
                    () -> transcription.transcribe(nowhere, options));
        }
    }

    @Test
    void liveSoundIsSentWhenItEnds() throws Exception {
        try (ScriptedServer server =
                        new ScriptedServer()
                                .on(HEAR, line -> line.json(200, "{\"text\": \"Yes.\"}"));
                Fleet fleet = Fleet.of(Offer.TRANSCRIPTION, server)) {
            Transcription transcription = fleet.service(Transcription.class);
            try (LiveTranscription live =
                    transcription.listen("mic", 16000, TranscriptionOptions.USUAL)) {
                Heard heard = Heard.of(live.transcript());
                live.add(new float[16000]);
                assertEquals(List.of(), server.asked(HEAR));
                live.end();
                assertEquals("Yes.", heard.finished(Transcript.class).result().text());
                assertTrue(server.asked(HEAR).get(0).text().contains("WAVEfmt"));
            }
            TranscriptionOptions brief =
                    TranscriptionOptions.USUAL.withLongest(Duration.ofSeconds(1));
            try (LiveTranscription live = transcription.listen("mic", 16000, brief)) {
                live.add(new float[16000]);
                live.add(new float[1]);
                assertEquals("content-too-large", Heard.of(live.transcript()).error().code());
            }
            LiveTranscription left = transcription.listen("mic", 16000, brief);
            left.close();
            assertEquals(new Cancelled(""), Heard.of(left.transcript()).end());
        }
    }

    @Test
    void aTranscriptThatMakesNoSenseIsTold() throws Exception {
        for (String body :
                List.of(
                        "{}",
                        "{\"text\": \"a\", \"duration\": -1}",
                        "{\"text\": \"a\", \"duration\": 1e300}")) {
            try (ScriptedServer server =
                            new ScriptedServer().on(HEAR, line -> line.json(200, body));
                    Fleet fleet = Fleet.of(Offer.TRANSCRIPTION, server)) {
                MingleException error =
                        Heard.of(
                                        fleet.service(Transcription.class)
                                                .transcribe(
                                                        new SoundSource.InMemory(
                                                                new Sound("a", new byte[9])),
                                                        TranscriptionOptions.USUAL))
                                .error();
                assertEquals("internal", error.code());
            }
        }
    }

    @Test
    void soundComesInPiecesAtTheRateThatIsTold() throws Exception {
        ScriptedServer.Script sound =
                line -> {
                    line.head(200, "audio/pcm;rate=16000;channels=1", "Transfer-Encoding: chunked");
                    line.chunk(new byte[] {0, 0x40, 0}).chunk(new byte[] {(byte) 0xC0}).last();
                };
        try (ScriptedServer server = new ScriptedServer().on(SPEAK, sound);
                Fleet fleet = Fleet.of(Offer.SYNTHESIS, server)) {
            Heard heard =
                    Heard.of(
                            fleet.service(SpeechSynthesis.class)
                                    .speak("Stop.", SpeechOptions.USUAL.withVoice("zoe")));
            Speech speech = heard.finished(Speech.class).result();
            assertEquals(16000, speech.rate());
            assertEquals(2, speech.samples());
            assertEquals(List.of(new SentenceBegun(0, "Stop.")), heard.of(SentenceBegun.class));
            float[] all = new float[2];
            int at = 0;
            for (SpeechChunk chunk : heard.of(SpeechChunk.class)) {
                System.arraycopy(chunk.samples(), 0, all, at, chunk.samples().length);
                at += chunk.samples().length;
            }
            assertEquals(0.5f, all[0]);
            assertEquals(-0.5f, all[1]);
            String body = server.asked(SPEAK).get(0).text();
            assertTrue(body.contains("\"voice\":\"zoe\""), body);
            assertTrue(body.contains("\"response_format\":\"pcm\""), body);
        }
    }

    @Test
    void aTextThatIsBeingWrittenIsSpokenInParts() throws Exception {
        ScriptedServer.Script sound =
                line -> {
                    line.head(200, "audio/pcm", "Content-Length: 4");
                    line.raw(new byte[4]);
                };
        try (ScriptedServer server = new ScriptedServer().on(SPEAK, sound);
                Fleet fleet = Fleet.of(Offer.SYNTHESIS, server)) {
            SpokenText text = new SpokenText();
            Generation<Speech> speech =
                    fleet.service(SpeechSynthesis.class).speak(text, SpeechOptions.USUAL);
            Heard heard = Heard.of(speech);
            text.add("This is the first sentence, which is long enough to be spoken alone. And ");
            Fleet.await(() -> heard.of(SpeechChunk.class).size() == 1);
            text.add("this is the other.");
            text.end();
            assertEquals(2, heard.finished(Speech.class).result().sentences());
            assertEquals("And this is the other.", heard.of(SentenceBegun.class).get(1).text());
        }
    }

    @Test
    void speechIsCancelledWhileItsTextIsWaitedFor() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                Fleet fleet = Fleet.of(Offer.SYNTHESIS, server)) {
            Generation<Speech> speech =
                    fleet.service(SpeechSynthesis.class)
                            .speak(new SpokenText(), SpeechOptions.USUAL);
            speech.cancel();
            assertEquals(new Cancelled(""), Heard.of(speech).end());
            MingleException nothing =
                    Heard.of(fleet.service(SpeechSynthesis.class).speak(" ", SpeechOptions.USUAL))
                            .error();
            assertEquals(new InvalidRequestException("").code(), nothing.code());
        }
    }

    @Test
    void anEndpointThatFallsIllWhileTextIsWaitedForIsNoCancellation() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                Fleet fleet = Fleet.of(Offer.SYNTHESIS, server)) {
            Heard heard =
                    Heard.of(
                            fleet.service(SpeechSynthesis.class)
                                    .speak(new SpokenText(), SpeechOptions.USUAL));
            server.models(line -> line.json(500, ""));
            assertEquals("skill-unavailable", heard.error().code());
        }
    }

    @Test
    void voicesAreListedWhereTheyCanBeAskedFor() throws Exception {
        try (ScriptedServer server =
                        new ScriptedServer()
                                .on(
                                        "/audio/voices",
                                        line ->
                                                line.json(
                                                        200, "{\"voices\": [\"zoe\", \"amy\"]}"));
                ScriptedServer other = new ScriptedServer();
                Fleet fleet = Fleet.of(Offer.SYNTHESIS, server);
                Fleet without = Fleet.of(Offer.SYNTHESIS, other)) {
            assertEquals(
                    List.of(new Voice("amy", "", ""), new Voice("zoe", "", "")),
                    fleet.service(SpeechSynthesis.class).voices());
            assertEquals(List.of(), without.service(SpeechSynthesis.class).voices());
        }
    }
}
