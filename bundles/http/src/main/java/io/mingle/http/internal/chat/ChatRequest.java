package io.mingle.http.internal.chat;

import io.mingle.http.internal.ask.Question;
import java.util.Optional;

/**
 * What a client asks, and how it wants to be told.
 *
 * @param question what it asks
 * @param stream whether answers are sent as they come
 * @param usage whether a stream ends with what it took
 * @param spoken how answers are spoken, if they are
 */
record ChatRequest(Question question, boolean stream, boolean usage, Optional<SpokenForm> spoken) {}
