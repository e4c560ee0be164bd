package io.mingle.broker.testkit;

import io.mingle.api.error.MingleException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import java.util.Map;

/** Answers that have ended before anybody listens. */
public final class Answers {

    private Answers() {}

    /**
     * Says something.
     *
     * @param pieces in the pieces in which it comes, a token each
     * @return the answer, complete
     */
    public static Generation<Answer> of(String... pieces) {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        for (String piece : pieces) {
            channel.delta(piece);
        }
        channel.finished(
                new Answer(channel.text(), FinishReason.STOP),
                new Usage(0, pieces.length, Map.of()));
        return channel;
    }

    /**
     * Says nothing.
     *
     * @param error why
     * @return the answer, failed
     */
    public static Generation<Answer> failed(MingleException error) {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        channel.failed(error);
        return channel;
    }
}
