package io.mingle.http.internal.realtime;

import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import java.util.Map;

/** Ends of answers. */
final class Answers {

    private Answers() {}

    /** Ends an answer with what it has come to. */
    static void end(GenerationChannel<Answer> channel) {
        channel.finished(new Answer(channel.text(), FinishReason.STOP), new Usage(3, 2, Map.of()));
    }
}
