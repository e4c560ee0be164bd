package io.mingle.remote.internal.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.remote.internal.pool.Attempts;
import io.mingle.remote.internal.pool.Endpoint;
import io.mingle.remote.internal.pool.EndpointPool;
import io.mingle.remote.internal.pool.Outlet;
import io.mingle.remote.internal.wire.Abort;
import io.mingle.remote.internal.wire.Json;
import io.mingle.remote.internal.wire.RemoteFailure;
import io.mingle.remote.internal.wire.Reply;
import io.mingle.remote.internal.wire.Request;

/** Answers questions by {@code POST /chat/completions}, streamed. */
final class RemoteUnderstanding implements Understanding {

    private final EndpointPool pool;

    RemoteUnderstanding(EndpointPool pool) {
        this.pool = pool;
    }

    @Override
    public Generation<Answer> ask(Conversation conversation, GenerationOptions options) {
        Untold.checkThere("An answer", conversation, options);
        ObjectNode body = ChatRequest.body(conversation, options);
        return Attempts.begin(
                pool,
                any -> true,
                (endpoint, outlet, abort) -> ask(endpoint, body, options, outlet, abort));
    }

    private static Finished<Answer> ask(
            Endpoint endpoint,
            ObjectNode body,
            GenerationOptions options,
            Outlet outlet,
            Abort abort)
            throws RemoteFailure {
        // A copy of the first level: the media below are shared.
        ObjectNode named = Json.object().put("model", endpoint.model());
        named.setAll(body);
        Request request = Request.post("/chat/completions", Request.EVENTS, named);
        try (Reply reply = endpoint.send(request, endpoint.target().limits(), abort)) {
            return new ChatStream(reply.ofType(Request.EVENTS), options, outlet).read();
        }
    }
}
