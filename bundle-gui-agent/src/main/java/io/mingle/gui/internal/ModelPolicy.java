package io.mingle.gui.internal;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.gui.action.PromptStyle;
import java.time.Duration;

/** Asks the model. An answer that is under way is cancelled with the run. */
final class ModelPolicy implements Policy {

    private static final Duration WAIT = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final GenerationOptions OPTIONS = GenerationOptions.GREEDY.withMaxTokens(256);

    private final Broker broker;
    private volatile Generation<Answer> current;
    private volatile boolean cancelled;
    private PromptStyle style;

    ModelPolicy(Broker broker, GenerationChannel<?> run) {
        this.broker = broker;
        run.onCancel(this::cancel);
    }

    private void cancel() {
        cancelled = true;
        Generation<Answer> asked = current;
        if (asked != null) {
            asked.cancel();
        }
    }

    /**
     * The checkpoint says how it was trained to be asked; a provider of understanding without one
     * is told everything.
     */
    @Override
    public PromptStyle style() {
        if (style == null) {
            try (Lease<InstalledModel> model = broker.lease(InstalledModel.class, WAIT)) {
                style = PromptStyle.of(model.service().directory());
            } catch (SkillUnavailableException e) {
                style = PromptStyle.FULL;
            }
        }
        return style;
    }

    @Override
    public String reply(Conversation conversation) {
        Generation<Answer> asked =
                broker.generate(Understanding.class, WAIT, it -> it.ask(conversation, OPTIONS));
        current = asked;
        if (cancelled) {
            asked.cancel();
        }
        return asked.join(LIMIT).result().text();
    }
}
