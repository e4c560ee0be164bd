package io.mingle.trainer.internal.text;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.training.Score;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Outcome.Evidence;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.Turn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Asks for one thing to be written again. */
record CopyTrial(String group, Copying copying) implements Trial {

    private static final int ANSWER_TOKENS = 48;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Turn turn = copying.draw(random);
        GenerationOptions options = GenerationOptions.GREEDY.withMaxTokens(ANSWER_TOKENS);
        String given =
                broker.generate(
                                Understanding.class,
                                PATIENCE,
                                it -> it.ask(Conversation.of(turn.question()), options))
                        .join(PATIENCE)
                        .result()
                        .text();
        Map<String, String> told = new LinkedHashMap<>();
        told.put("question", turn.question());
        told.put("expected", turn.answer());
        told.put("answer", given);
        return new Outcome(
                Map.of(Score.RIGHT.name(), Amount.of(turn.answer().equals(given))),
                List.of(),
                new Evidence(
                        "text", ".txt", turn.question().getBytes(StandardCharsets.UTF_8), told));
    }
}
