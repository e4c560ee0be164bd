package io.mingle.itests.device;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import java.util.concurrent.CountDownLatch;

/**
 * Stands for a model that acts: it goes on until the history has three actions, and then says that
 * it is done. It knows no more than the agent tells it.
 */
public final class ScriptedModel implements Understanding {

    /** How many actions a run has, with the one that ends it. */
    public static final int STEPS = 4;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answering;

    private ScriptedModel(int held) {
        answering = new CountDownLatch(held);
    }

    /** Returns one that answers at once. */
    public static ScriptedModel ready() {
        return new ScriptedModel(0);
    }

    /** Returns one that says nothing about the third step before it is told to. */
    public static ScriptedModel holding() {
        return new ScriptedModel(1);
    }

    /** Waits until it is asked about the third step. */
    public void awaitThird() throws InterruptedException {
        asked.await();
    }

    /** Lets it go on. */
    public void goOn() {
        answering.countDown();
    }

    @Override
    public Generation<Answer> ask(Conversation conversation, GenerationOptions options) {
        String prompt = conversation.messages().get(0).text();
        return GenerationChannel.produce(
                "scripted-model",
                channel -> {
                    if (prompt.contains("\n2. ") && !prompt.contains("\n3. ")) {
                        asked.countDown();
                        answering.await();
                    }
                    channel.delta(prompt.contains("\n3. ") ? "done()" : "scroll(down)");
                    return new Answer(channel.text(), FinishReason.STOP);
                });
    }
}
