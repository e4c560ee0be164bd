package io.mingle.http.internal.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Picture;
import io.mingle.api.drawing.Edit;
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
 * The pictures of a request for an edit, and what else it says.
 *
 * @param fields all that is no picture
 * @param pictures the one to be changed, and those that the words speak of besides
 * @param mask where it may change, if it is not everywhere
 */
record EditSource(Fields fields, List<Picture> pictures, Optional<Picture> mask) {

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
                            "guidance_rescale",
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
     * @throws ApiException if it is of another, or there is no picture, or too many
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
                some(form.files(IMAGE), IMAGE),
                only(form.files(MASK), MASK));
    }

    private static EditSource of(Fields fields, ContentReader reader) {
        List<Picture> pictures = new ArrayList<>();
        fields.objects(IMAGES).forEach(it -> pictures.add(reader.picture(it)));
        return new EditSource(
                fields, some(pictures, IMAGES), fields.object(MASK).map(reader::picture));
    }

    private static List<Picture> some(List<Picture> pictures, String name) {
        if (pictures.isEmpty()) {
            throw ApiException.invalid(
                    name,
                    "'%s' is missing: send the picture that is to be changed.".formatted(name));
        }
        if (pictures.size() > 1 + Edit.MOST_BESIDE) {
            throw ApiException.invalid(
                    name,
                    "There are %s pictures in '%s', and at most %s are looked at. Send fewer."
                            .formatted(pictures.size(), name, 1 + Edit.MOST_BESIDE));
        }
        return pictures;
    }

    private static Optional<Picture> only(List<Picture> pictures, String name) {
        if (pictures.size() > 1) {
            throw ApiException.invalid(
                    name,
                    "There are %s pictures in '%s'. Send one.".formatted(pictures.size(), name));
        }
        return pictures.stream().findFirst();
    }

    /** Asks for a change of the first picture, beside which the others are seen. */
    Edit edit(String instruction) {
        return new Edit(pictures.get(0), instruction, mask, pictures.subList(1, pictures.size()));
    }
}
