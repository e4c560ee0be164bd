package io.mingle.core.internal.thinker;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Provider;
import io.mingle.thinker.ContentEncoder;
import io.mingle.thinker.Thinker;
import java.time.Duration;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Answers with any mixture of content: an encoder for each kind, the thinker speaks.
 *
 * <p>The encoders belong to bundles that stand on this one and are replaced on their own, so they
 * are leased for each answer. The thinker is referred to: it goes only after the answers of this
 * component have been waited for.
 *
 * <p>An encoder that is being stopped waits for the answers that it has begun, so its successor is
 * waited for as long as that takes, and for some seconds more. Without one in sight it is those
 * seconds alone.
 */
@Component
public final class MultimodalAnswers implements Understanding {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Broker broker;
    private final Thinker thinker;
    private final String bundle;
    private final Duration patience;

    @Activate
    public MultimodalAnswers(
            @Reference Broker broker, @Reference Thinker thinker, BundleContext context) {
        this(broker, thinker, context.getBundle().getSymbolicName(), PATIENCE);
    }

    /**
     * Creates the service outside a framework.
     *
     * @param bundle the symbolic name of the bundle that provides it
     * @param patience how long to wait for an encoder of which nothing is seen
     */
    MultimodalAnswers(Broker broker, Thinker thinker, String bundle, Duration patience) {
        this.broker = broker;
        this.thinker = thinker;
        this.bundle = bundle;
        this.patience = patience;
    }

    @Override
    public Generation<Answer> ask(Conversation conversation, GenerationOptions options) {
        if (conversation == null || options == null) {
            throw new InvalidRequestException(
                    "An answer was asked for without a conversation or without options."
                            + " GenerationOptions.GREEDY will do for the latter.");
        }
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            MultimodalAttempt attempt =
                    new MultimodalAttempt(broker, thinker, conversation, options);
            try {
                return attempt.begin();
            } catch (SkillUnavailableException e) {
                if (!attempt.isAbsence(e)) {
                    throw e;
                }
                List<Provider> providers = broker.providers();
                if (isLeaving(providers)) {
                    throw new SkillUnavailableException(
                            absence(attempt.wanted(), "while " + bundle + " is being stopped"), e);
                }
                if (isDraining(providers, ContentEncoder.class)) {
                    end = System.nanoTime() + patience.toNanos();
                } else if (System.nanoTime() - end >= 0) {
                    throw SkillUnavailableException.absent(
                            absence(attempt.wanted(), "within " + patience.toMillis() + " ms"), e);
                }
            }
        }
    }

    /**
     * Tells whether this very service is being stopped. Encoders need the core and may go before
     * this service does; they come back after it, and the broker leads the caller to who is there
     * by then.
     */
    private boolean isLeaving(List<Provider> providers) {
        return isDraining(
                providers.stream().filter(it -> it.bundle().equals(bundle)).toList(),
                Understanding.class);
    }

    private static boolean isDraining(List<Provider> providers, Class<?> service) {
        return providers.stream()
                .anyMatch(
                        it ->
                                it.service().equals(service.getName())
                                        && it.state().equals(Provider.DRAINING));
    }

    private static String absence(EncodedKind kind, String when) {
        return "The conversation has %s, and nobody was there to encode them %s. Install and start %s, or ask again if it is being replaced."
                .formatted(kind.plural(), when, kind.bundle());
    }
}
