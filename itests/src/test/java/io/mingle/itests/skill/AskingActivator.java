package io.mingle.itests.skill;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import java.time.Duration;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Asks one question, and leaves the answer, or what went wrong, in a property of the system. */
public final class AskingActivator implements BundleActivator {

    /** The name of the property. */
    public static final String ANSWER = "itests.answer";

    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Creates it; called by the framework. */
    public AskingActivator() {}

    @Override
    public void start(BundleContext context) {
        Broker broker = context.getService(context.getServiceReference(Broker.class));
        Conversation question = Conversation.of("What is this?");
        GenerationOptions options = GenerationOptions.GREEDY.withMaxTokens(8);
        Answer answer =
                broker.generate(Understanding.class, LIMIT, it -> it.ask(question, options))
                        .join(LIMIT)
                        .result();
        System.setProperty(ANSWER, "answer: " + answer.text());
    }

    @Override
    public void stop(BundleContext context) {
        // It holds nothing.
    }
}
