package io.mingle.http.internal.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.http.internal.ask.Question;
import java.util.Optional;

/**
 * What a client asks, and how it wants to be told.
 *
 * @param question what it asks
 * @param stream whether the answer is sent as it comes
 * @param parameters of the request, as the answer repeats them
 * @param picture that the response is to have instead of words; empty for words
 */
record ResponseRequest(
        Question question, boolean stream, ObjectNode parameters, Optional<PictureCall> picture) {}
