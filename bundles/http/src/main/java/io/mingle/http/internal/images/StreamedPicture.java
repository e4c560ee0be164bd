package io.mingle.http.internal.images;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.PicturePreview;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Progress;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Streamed;
import java.io.IOException;

/**
 * A picture that is sent as it comes: some previews, then itself. How far it is, comments say,
 * which clients pass over and people read.
 */
final class StreamedPicture extends Streamed<Drawings> {

    private final String kind;
    private final long created;
    private final PictureRequest request;
    private final DuePreviews previews;

    /**
     * @param kind what the events' names begin with
     * @param created seconds since 1970
     */
    StreamedPicture(Exchange exchange, String kind, long created, PictureRequest request) {
        super(exchange);
        this.kind = kind;
        this.created = created;
        this.request = request;
        this.previews = new DuePreviews(request.partial());
    }

    @Override
    protected void begin() {
        // The first event says all.
    }

    @Override
    protected void tell(int index, Event event) throws IOException {
        if (event instanceof Progress progress) {
            stream().comment("step %s of %s".formatted(progress.step(), progress.of()));
        } else if (event instanceof PicturePreview preview && previews.isDue(preview)) {
            String type = kind + ".partial_image";
            ObjectNode json = event(type, request.format().base64(preview.picture()));
            stream().event(type, json.put("partial_image_index", previews.next()));
        }
    }

    @Override
    protected void end(int index, Finished<Drawings> finished) throws IOException {
        String type = kind + ".completed";
        ObjectNode json = event(type, request.format().base64(finished.result().first().picture()));
        json.put("seed", finished.result().first().seed());
        PictureJson.tellWarnings(json, finished);
        stream().event(type, json.set("usage", PictureJson.usage(finished.usage())));
    }

    private ObjectNode event(String type, String base64) {
        return PictureJson.event(type, created, request.format(), base64);
    }

    @Override
    protected void finish() {
        // The picture was the last event.
    }

    @Override
    protected void fail(ApiError error) throws IOException {
        stream().event("error", error.json().put("type", "error"));
    }
}
