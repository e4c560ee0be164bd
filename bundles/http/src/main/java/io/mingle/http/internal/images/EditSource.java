package io.mingle.http.internal.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Picture;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.ask.ContentReader;
import io.mingle.http.internal.form.Form;
import io.mingle.http.internal.form.FormShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The picture that is to be changed, and what else a request says.
 *
 * @param fields all that is no picture
 * @param picture to be changed
 * @param mask where it may change, if it is not everywhere
 */
record EditSource(Fields fields, Picture picture, Optional<Picture> mask) {

    private static final FormShape<Picture> FORM =
            new FormShape<>(
                    List.of("image", "mask"),
                    Set.of(
                            "n",
                            "output_compression",
                            "partial_images",
                            "steps",
                            "num_inference_steps",
                            "seed",
                            "guidance",
                            "guidance_scale",
                            "image_guidance",
                            "image_guidance_scale"),
                    Set.of(),
                    "image",
                    Picture::read);

    private static final String IMAGES = "images";
    private static final String IMAGE = "image";
    private static final String MASK = "mask";

    /**
     * Reads a body of either kind.
     *
     * @throws ApiException if it is of another, or there is not one picture
     */
    static EditSource of(Exchange exchange) throws IOException {
        if (exchange.sent().isOfType(Form.TYPE)) {
            return of(Form.read(exchange.sent(), FORM));
        }
        if (!exchange.sent().isOfType("application/json")) {
            throw exchange.sent()
                    .wrongType("Send a form with 'Content-Type: multipart/form-data', or JSON.");
        }
        JsonNode body = exchange.body();
        return of(ExtraBody.fields(body), new ContentReader(exchange.lenient(), exchange.media()));
    }

    private static EditSource of(Form<Picture> form) {
        return new EditSource(
                new Fields(form.fields()),
                only(form.files(IMAGE), IMAGE),
                first(form.files(MASK), MASK));
    }

    private static EditSource of(Fields fields, ContentReader reader) {
        List<Picture> pictures = new ArrayList<>();
        fields.objects(IMAGES).forEach(it -> pictures.add(reader.picture(it)));
        return new EditSource(
                fields, only(pictures, IMAGES), fields.object(MASK).map(reader::picture));
    }

    private static Picture only(List<Picture> pictures, String name) {
        return first(pictures, name)
                .orElseThrow(
                        () ->
                                ApiException.invalid(
                                        name,
                                        "'%s' is missing: send the picture that is to be changed."
                                                .formatted(name)));
    }

    private static Optional<Picture> first(List<Picture> pictures, String name) {
        if (pictures.size() > 1) {
            throw ApiException.invalid(
                    name,
                    "There are %s pictures in '%s', and one is changed at a time. Send one."
                            .formatted(pictures.size(), name));
        }
        return pictures.stream().findFirst();
    }
}
