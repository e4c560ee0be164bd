package io.mingle.remote.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;

/**
 * What is asked of an endpoint.
 *
 * @param path below its base
 * @param accept the media type that is wanted
 * @param type of the body, empty without one
 * @param body of a POST; empty for a GET
 */
public record Request(String path, String accept, String type, Optional<BodyPublisher> body) {

    /** The type of JSON. */
    public static final String JSON = "application/json";

    /** The type of events. */
    public static final String EVENTS = "text/event-stream";

    /** Asks for something as JSON. */
    public static Request get(String path) {
        return new Request(path, JSON, "", Optional.empty());
    }

    /** Sends JSON. */
    public static Request post(String path, String accept, JsonNode body) {
        return new Request(
                path, accept, JSON, Optional.of(BodyPublishers.ofByteArray(Json.bytes(body))));
    }

    /** Sends a form, and wants JSON. */
    public static Request post(String path, Form form) {
        return new Request(path, JSON, form.type(), Optional.of(form.body()));
    }
}
