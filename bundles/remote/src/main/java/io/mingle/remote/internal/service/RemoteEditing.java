package io.mingle.remote.internal.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.json.DataUrl;
import io.mingle.json.MediaKind;
import io.mingle.remote.internal.pool.Attempts;
import io.mingle.remote.internal.pool.Endpoint;
import io.mingle.remote.internal.pool.EndpointPool;
import io.mingle.remote.internal.wire.Abort;
import io.mingle.remote.internal.wire.Form;
import io.mingle.remote.internal.wire.RemoteFailure;
import io.mingle.remote.internal.wire.Reply;
import io.mingle.remote.internal.wire.Request;

/** Changes pictures by {@code POST /images/edits}, a form. */
final class RemoteEditing implements Editing {

    private final EndpointPool pool;

    RemoteEditing(EndpointPool pool) {
        this.pool = pool;
    }

    @Override
    public Generation<Drawings> edit(Edit edit, DrawingOptions options) {
        Untold.checkThere("A change of a picture", edit, options);
        ObjectNode fields = PictureRequest.fields(edit.instruction(), options);
        return Attempts.begin(
                pool,
                any -> true,
                (endpoint, outlet, abort) -> edit(endpoint, edit, fields, options, abort));
    }

    private static Finished<Drawings> edit(
            Endpoint endpoint, Edit edit, ObjectNode fields, DrawingOptions options, Abort abort)
            throws RemoteFailure {
        Form form = new Form().text("model", endpoint.model());
        fields.properties().forEach(it -> form.text(it.getKey(), it.getValue().asText()));
        // The one that is changed comes first.
        String image = edit.beside().isEmpty() ? "image" : "image[]";
        add(form, image, edit.picture());
        edit.beside().forEach(it -> add(form, image, it));
        edit.mask().ifPresent(it -> add(form, "mask", it));
        Request request = Request.post("/images/edits", form);
        try (Reply reply = endpoint.send(request, endpoint.target().limits().whole(), abort)) {
            return PictureAnswer.read(reply.target(), reply.json(), options);
        }
    }

    private static void add(Form form, String name, Picture picture) {
        String type = DataUrl.of(MediaKind.PICTURE, picture.bytes()).mediaType();
        form.file(name, picture.name(), type, picture.bytes());
    }
}
