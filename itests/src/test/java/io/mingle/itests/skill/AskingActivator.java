package io.mingle.itests.skill;

import io.mingle.api.content.Text;
import io.mingle.api.understanding.Dialogue;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Question;
import io.mingle.broker.Broker;
import java.time.Duration;
import java.util.List;
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
        Question question =
                new Question(
                        List.of(new Text("What is this?")),
                        GenerationOptions.GREEDY.withMaxTokens(8));
        System.setProperty(
                ANSWER,
                "answer: "
                        + broker.generate(Dialogue.class, LIMIT, it -> it.ask(question))
                                .join(LIMIT)
                                .text());
    }

    @Override
    public void stop(BundleContext context) {
        // It holds nothing.
    }
}
