package io.mingle.http.internal.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.http.internal.ask.Question;

/**
 * What a client asks, and how it wants to be told.
 *
 * @param question what it asks
 * @param stream whether the answer is sent as it comes
 * @param parameters of the request, as the answer repeats them
 */
record ResponseRequest(Question question, boolean stream, ObjectNode parameters) {}
