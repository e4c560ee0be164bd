package io.mingle.remote.internal.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.remote.internal.pool.Attempts;
import io.mingle.remote.internal.pool.Endpoint;
import io.mingle.remote.internal.pool.EndpointPool;
import io.mingle.remote.internal.wire.Abort;
import io.mingle.remote.internal.wire.Json;
import io.mingle.remote.internal.wire.RemoteFailure;
import io.mingle.remote.internal.wire.Reply;
import io.mingle.remote.internal.wire.Request;
import java.util.List;

/** Draws by {@code POST /images/generations}. Pictures come whole, without previews. */
final class RemoteDrawing implements Drawing {

    private final EndpointPool pool;

    RemoteDrawing(EndpointPool pool) {
        this.pool = pool;
    }

    @Override
    public Generation<Drawings> draw(String prompt, DrawingOptions options) {
        Untold.checkThere("A picture", prompt, options);
        if (prompt.isBlank()) {
            throw new InvalidRequestException(
                    "A picture was asked for without words. Say what is to be seen.");
        }
        ObjectNode fields = PictureRequest.fields(prompt, options);
        return Attempts.begin(
                pool,
                any -> true,
                (endpoint, outlet, abort) -> draw(endpoint, fields, options, abort));
    }

    private static Finished<Drawings> draw(
            Endpoint endpoint, ObjectNode fields, DrawingOptions options, Abort abort)
            throws RemoteFailure {
        ObjectNode named = Json.object().put("model", endpoint.model());
        named.setAll(fields);
        Request request = Request.post("/images/generations", Request.JSON, named);
        try (Reply reply = endpoint.send(request, endpoint.target().limits().whole(), abort)) {
            return PictureAnswer.read(reply.target(), reply.json(), options);
        }
    }

    @Override
    public List<PictureSize> sizes() {
        return pool.all().stream()
                .filter(Endpoint::isOffered)
                .findFirst()
                .map(it -> it.target().sizes())
                .orElseThrow(
                        () ->
                                new SkillUnavailableException(
                                        "No endpoint that draws is well now. Ask again later."));
    }
}
