package io.mingle.trainer.internal.text;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.training.Score;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Outcome.Evidence;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.internal.task.Asking;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Asks for one thing to be written again. */
record CopyTrial(String group, Copying copying) implements Trial {

    private static final int ANSWER_TOKENS = 48;

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Turn turn = copying.draw(random);
        String given = Asking.answer(broker, Conversation.of(turn.question()), ANSWER_TOKENS);
        return new Outcome(
                Map.of(Score.RIGHT.name(), Amount.of(turn.answer().equals(given))),
                List.of(),
                new Evidence(
                        "text",
                        ".txt",
                        turn.question().getBytes(StandardCharsets.UTF_8),
                        Asking.told(turn.question(), turn.answer(), given)));
    }
}
