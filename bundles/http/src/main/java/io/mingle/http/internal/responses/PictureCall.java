package io.mingle.http.internal.responses;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.drawing.Edit;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.ask.ContentReader;
import io.mingle.http.internal.images.PictureRequest;
import io.mingle.http.internal.images.PictureRequestReader;
import java.util.List;
import java.util.Optional;

/**
 * A picture that a response is to have. The last message says what is to be seen, or to change; the
 * first of its pictures is changed, and the others are seen beside it. Where it has none, what was
 * drawn last is changed.
 *
 * @param request how to draw
 * @param edit what to change; empty to draw a new one
 */
record PictureCall(PictureRequest request, Optional<Edit> edit) {

    /** The type of the item that has the picture. */
    static final String ITEM = "image_generation_call";

    /** The field of the tool that has a picture in it. */
    static final String MASK = "input_image_mask";

    private static final String ACTION = "action";

    /**
     * Reads one.
     *
     * @param tool what the request says of pictures
     * @param said so far
     * @param drawn what was drawn last
     * @throws ApiException if a part of it cannot be right, or is not possible here
     */
    static PictureCall read(
            Fields tool,
            String model,
            boolean stream,
            Conversation said,
            Optional<Picture> drawn,
            ContentReader contents,
            boolean lenient) {
        // The tool names a model that draws, and here it is the one that answers.
        tool.passOver("type", "model");
        Message last = said.messages().get(said.messages().size() - 1);
        Optional<Picture> mask = tool.object(MASK).map(contents::picture);
        String action = tool.text(ACTION).orElse("auto");
        PictureRequest request =
                new PictureRequestReader(tool, lenient).read(model, last.text(), stream);
        List<Picture> pictures = pictures(last, drawn);
        boolean changes =
                switch (action) {
                    case "auto" -> !pictures.isEmpty();
                    case "generate" -> false;
                    case "edit" -> true;
                    default ->
                            throw ApiException.invalid(
                                    tool.path(ACTION),
                                    "'%s' has to be auto, generate or edit."
                                            .formatted(tool.path(ACTION)));
                };
        if (changes && pictures.isEmpty()) {
            throw ApiException.invalid(
                    tool.path(ACTION),
                    "A picture is to be changed, and the last message has none. Send it there as"
                            + " input_image.");
        }
        if (!changes && mask.isPresent()) {
            throw ApiException.invalid(
                    tool.path(MASK),
                    "'%s' says where a picture may change, and a new one is drawn. Leave it out, or send the picture in the last message."
                            .formatted(tool.path(MASK)));
        }
        return new PictureCall(
                request,
                changes ? Optional.of(edit(request.prompt(), pictures, mask)) : Optional.empty());
    }

    private static Edit edit(String instruction, List<Picture> pictures, Optional<Picture> mask) {
        return new Edit(pictures.get(0), instruction, mask, pictures.subList(1, pictures.size()));
    }

    private static List<Picture> pictures(Message said, Optional<Picture> drawn) {
        for (Content piece : said.content()) {
            if (!(piece instanceof Text) && !(piece instanceof Picture)) {
                throw ApiException.invalid(
                        "input",
                        "Pictures are made of words and pictures, and the last message has"
                                + " something else in it. Leave it out.");
            }
        }
        List<Picture> attached =
                said.content().stream()
                        .filter(Picture.class::isInstance)
                        .map(Picture.class::cast)
                        .toList();
        return attached.isEmpty() ? drawn.stream().toList() : attached;
    }
}
