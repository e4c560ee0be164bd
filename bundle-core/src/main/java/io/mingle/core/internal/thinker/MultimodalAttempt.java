package io.mingle.core.internal.thinker;

import io.mingle.api.content.Content;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Broker;
import io.mingle.thinker.ContentEncoder;
import io.mingle.thinker.ConversationInputs;
import io.mingle.thinker.Input;
import io.mingle.thinker.Thinker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One try to lease an encoder for each kind of content and to begin the answer.
 *
 * <p>Each lease is taken within the one before, so all last as long as the answer. If one cannot be
 * had, the others are given back at once: a bundle that is being stopped does not wait for somebody
 * who waits for another one.
 */
final class MultimodalAttempt {

    /** How long a lease is waited for while others may be held. */
    private static final Duration GLANCE = Duration.ofMillis(250);

    private final Broker broker;
    private final Thinker thinker;
    private final Conversation conversation;
    private final GenerationOptions options;
    private EncodedKind wanted;
    private SkillUnavailableException refusal;

    MultimodalAttempt(
            Broker broker, Thinker thinker, Conversation conversation, GenerationOptions options) {
        this.broker = broker;
        this.thinker = thinker;
        this.conversation = conversation;
        this.options = options;
    }

    Generation<Answer> begin() {
        return lease(EncodedKind.in(conversation.content()), Map.of());
    }

    /** Tells whether {@link #begin} threw this because nobody encodes what is wanted now. */
    boolean isAbsence(SkillUnavailableException error) {
        return error != refusal;
    }

    /** Returns the kind for which an encoder was looked for last. */
    EncodedKind wanted() {
        return wanted;
    }

    private Generation<Answer> lease(
            List<EncodedKind> missing, Map<EncodedKind, ContentEncoder> encoders) {
        if (missing.isEmpty()) {
            return answer(encoders);
        }
        EncodedKind kind = missing.get(0);
        wanted = kind;
        return broker.generate(
                ContentEncoder.class,
                kind.filter(),
                GLANCE,
                encoder -> {
                    Map<EncodedKind, ContentEncoder> more = new EnumMap<>(EncodedKind.class);
                    more.putAll(encoders);
                    more.put(kind, encoder);
                    return lease(missing.subList(1, missing.size()), more);
                });
    }

    private Generation<Answer> answer(Map<EncodedKind, ContentEncoder> encoders) {
        try {
            List<Input> inputs =
                    ConversationInputs.of(conversation, piece -> prepared(piece, encoders));
            return thinker.generate(inputs, options);
        } catch (SkillUnavailableException e) {
            refusal = e;
            throw e;
        }
    }

    private static List<Input> prepared(
            Content content, Map<EncodedKind, ContentEncoder> encoders) {
        return encoders.get(EncodedKind.of(content).orElseThrow()).prepare(content);
    }
}
