package io.mingle.audio.internal.speech;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.audio.internal.AudioEncoder;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.thinker.ContentEncoder;
import io.mingle.thinker.ConversationInputs;
import io.mingle.thinker.HiddenStates;
import io.mingle.thinker.Input;
import io.mingle.thinker.PromptStates;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What the thinker makes of a conversation, by which an answer to it is spoken. The encoder of
 * pictures belongs to another bundle, and is leased for as long as the thinker reads.
 */
record HeardStates(HiddenStates thinker, AudioEncoder ears, Broker broker) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String EYES = "(" + ContentEncoder.PICTURES + ")";

    /** Has a conversation read; what is returned is the caller's to close. */
    PromptStates of(Conversation conversation) {
        boolean seen = conversation.content().stream().anyMatch(HeardStates::isSeen);
        if (!seen) {
            return read(conversation, ears::prepare);
        }
        try (Lease<ContentEncoder> eyes = broker.lease(ContentEncoder.class, EYES, PATIENCE)) {
            return read(
                    conversation,
                    piece ->
                            piece instanceof Sound
                                    ? ears.prepare(piece)
                                    : eyes.service().prepare(piece));
        }
    }

    private PromptStates read(Conversation conversation, Function<Content, List<Input>> encoded) {
        return thinker.ofConversation(ConversationInputs.of(conversation, encoded));
    }

    private static boolean isSeen(Content piece) {
        return piece instanceof Picture || piece instanceof Video;
    }
}
