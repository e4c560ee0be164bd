package io.mingle.http.internal.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.event.Finished;
import io.mingle.broker.Broker;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.images.PictureMaker;
import io.mingle.http.internal.images.PictureRequest;
import java.io.IOException;
import java.util.function.ToIntFunction;

/** Answers those who have chosen a picture. */
final class PictureCalls {

    private final PictureMaker<Drawing> drawing;
    private final PictureMaker<Editing> editing;

    PictureCalls(Broker broker, ToIntFunction<String> bundles) {
        drawing = new PictureMaker<>(broker, bundles, Drawing.class, "draw", PictureCall.ITEM);
        editing = new PictureMaker<>(broker, bundles, Editing.class, "edit", PictureCall.ITEM);
    }

    /** Answers one. */
    void answer(Exchange exchange, ResponseHead head, PictureCall call) throws IOException {
        try (EventFeed<Drawings> feed = begin(exchange, call)) {
            if (call.request().stream()) {
                new StreamedPictureCall(exchange, head, call).send(feed, 1);
            } else {
                Finished<Drawings> end = feed.ends(exchange).get(0);
                ArrayNode items = JsonNodeFactory.instance.arrayNode();
                items.add(Items.picture(head.key(), call, end.result().first()));
                exchange.send(200, head.ended(items, false, end.usage()));
            }
        }
    }

    private EventFeed<Drawings> begin(Exchange exchange, PictureCall call) {
        PictureRequest request = call.request();
        if (call.edit().isEmpty()) {
            drawing.admit(exchange);
            return drawing.begin(
                    exchange, request, it -> it.draw(request.prompt(), request.options()));
        }
        Edit edit = call.edit().get();
        editing.admit(exchange);
        return editing.begin(exchange, request, it -> it.edit(edit, request.options()));
    }
}
