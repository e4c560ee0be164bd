package io.mingle.http.internal.realtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.http.internal.Load;
import io.mingle.http.internal.figures.Meters;
import io.mingle.http.internal.sound.RealtimeModel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RealtimeSessionTest {

    /** Answers nothing, ever. */
    private static final class Silent implements RealtimeModel {

        @Override
        public Generation<Answer> ask(Conversation conversation, GenerationOptions options) {
            return new GenerationChannel<>();
        }

        @Override
        public Generation<Speech> speak(SpokenText text, SpeechOptions options) {
            return new GenerationChannel<>();
        }

        @Override
        public Generation<Transcript> transcribe(Sound sound, String language) {
            return new GenerationChannel<>();
        }

        @Override
        public List<String> voices() {
            return List.of();
        }

        @Override
        public Duration longest() {
            return Duration.ofSeconds(30);
        }
    }

    /** Leads to a client that goes when it is told of a first event of a type. */
    private record Breaking(String type) implements Wire {

        @Override
        public void send(String text) throws IOException {
            if (text.contains(type)) {
                throw new IOException("The client has gone");
            }
        }

        @Override
        public void close(int code, String reason) {
            // There is nobody.
        }
    }

    @Test
    void endsWhereTheClientGoesBeforeAResponseHasBegun() throws Exception {
        ConfigReader reader = new ConfigReader(false, 64, skill -> true, List::of);
        Protocol.House house =
                new Protocol.House(
                        new Silent(),
                        false,
                        Dialect.CURRENT,
                        reader,
                        () -> null,
                        new Load(Meters.unread()));
        CountDownLatch ended = new CountDownLatch(1);
        RealtimeSession session =
                new RealtimeSession(
                        "req_1",
                        house,
                        reader.first("sess_1", "nano", false, 0),
                        it -> ended.countDown());
        session.opened(new Breaking("response.created"));
        session.received(
                "{\"type\": \"response.create\", \"response\": {\"instructions\": \"Greet.\"}}");
        assertTrue(ended.await(30, TimeUnit.SECONDS), "The session keeps its place");
    }
}
