package io.mingle.http.internal.responses;

import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.PicturePreview;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Progress;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.images.DuePreviews;
import java.io.IOException;

/** A response with a picture that is sent as it comes: some previews, then itself. */
final class StreamedPictureCall extends StreamedItems<Drawings> {

    private static final String KIND = "response." + PictureCall.ITEM + ".";
    private static final String AUTO = "auto";

    private final PictureCall call;
    private final DuePreviews previews;
    private boolean generating;
    private Finished<Drawings> end;

    StreamedPictureCall(Exchange exchange, ResponseHead head, PictureCall call) {
        super(exchange, head);
        this.call = call;
        this.previews = new DuePreviews(call.request().partial());
    }

    @Override
    protected void begin() throws IOException {
        super.begin();
        addItem(Items.picture(head().key(), call, Items.IN_PROGRESS, null));
        send(KIND + "in_progress", ofItem(id()));
    }

    private String id() {
        return Items.pictureId(head().key());
    }

    @Override
    protected void tell(int index, Event event) throws IOException {
        if (event instanceof Progress progress) {
            stream().comment("step %s of %s".formatted(progress.step(), progress.of()));
            generate();
        } else if (event instanceof PicturePreview preview && previews.isDue(preview)) {
            generate();
            send(
                    KIND + "partial_image",
                    ofItem(id())
                            .put("partial_image_index", previews.next())
                            .put(
                                    "partial_image_b64",
                                    call.request().format().base64(preview.picture()))
                            .put("background", "opaque")
                            .put("output_format", call.request().format().name())
                            .put("quality", AUTO)
                            .put("size", AUTO));
        }
    }

    private void generate() throws IOException {
        if (!generating) {
            generating = true;
            stream();
            send(KIND + "generating", ofItem(id()));
        }
    }

    @Override
    protected void end(int index, Finished<Drawings> finished) throws IOException {
        generate();
        end = finished;
        send(KIND + "completed", ofItem(id()));
        endItem(Items.picture(head().key(), call, finished.result().first()));
    }

    @Override
    protected void finish() throws IOException {
        send(
                "response.completed",
                event().set("response", head().ended(items(), false, end.usage())));
    }

    @Override
    protected void fail(ApiError error) throws IOException {
        if (items().isEmpty()) {
            items().add(Items.picture(head().key(), call, Items.FAILED, null));
        }
        super.fail(error);
    }
}
