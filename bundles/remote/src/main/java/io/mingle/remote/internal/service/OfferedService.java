package io.mingle.remote.internal.service;

import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.Editing;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.transcription.Transcription;
import io.mingle.api.understanding.Understanding;
import io.mingle.remote.internal.pool.EndpointPool;

/**
 * A service that endpoints come to.
 *
 * @param type its interface
 * @param service asks the endpoints
 * @param <T> its interface
 */
public record OfferedService<T>(Class<T> type, T service) {

    /** Makes the service of a pool. */
    public static OfferedService<?> of(EndpointPool pool) {
        return switch (pool.offer()) {
            case UNDERSTANDING ->
                    new OfferedService<>(Understanding.class, new RemoteUnderstanding(pool));
            case DRAWING -> new OfferedService<>(Drawing.class, new RemoteDrawing(pool));
            case EDITING -> new OfferedService<>(Editing.class, new RemoteEditing(pool));
            case TRANSCRIPTION, TRANSLATION ->
                    new OfferedService<>(Transcription.class, new RemoteTranscription(pool));
            case SYNTHESIS ->
                    new OfferedService<>(SpeechSynthesis.class, new RemoteSynthesis(pool));
        };
    }
}
