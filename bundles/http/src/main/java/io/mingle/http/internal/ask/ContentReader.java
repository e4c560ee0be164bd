package io.mingle.http.internal.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.remote.RemoteMedia;
import io.mingle.json.DataUrl;
import io.mingle.json.MediaKind;
import io.mingle.json.Shortened;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what somebody says: texts, and pictures, sounds and videos within the request, or on a host
 * that is allowed. Chat completions and responses name the same parts differently; here either may
 * use all names.
 */
public final class ContentReader {

    private static final String NO_URL =
            "'%1$s' has to be a data URL, like data:%2$s/…;base64,…, or an address of https or"
                    + " http on a host that is allowed.";

    private final boolean lenient;
    private final RemoteMedia remote;

    /**
     * @param lenient whether unknown parameters are passed over
     * @param remote fetches what is named by address
     */
    public ContentReader(boolean lenient, RemoteMedia remote) {
        this.lenient = lenient;
        this.remote = remote;
    }

    /**
     * Reads a text, or a list of parts.
     *
     * @param name of the field that has it
     * @return empty if the field is not there, or null
     * @throws ApiException if a part of it cannot be right
     */
    public Optional<List<Content>> read(Fields said, String name) {
        Optional<JsonNode> content = said.any(name);
        if (content.isEmpty() || content.get().isTextual()) {
            return content.map(it -> List.of(new Text(it.textValue())));
        }
        if (!content.get().isArray()) {
            throw ApiException.invalid(
                    said.path(name),
                    "'%s' has to be a text or a list of parts.".formatted(said.path(name)));
        }
        List<Content> all = new ArrayList<>();
        said.objects(name).forEach(part -> all.add(part(part)));
        return Optional.of(all);
    }

    /**
     * Reads a picture that an object has in its {@code image_url}.
     *
     * @throws ApiException if it cannot be right
     */
    public Picture picture(Fields holder) {
        Picture picture = (Picture) url(holder, "image_url", MediaKind.PICTURE);
        holder.end(lenient);
        return picture;
    }

    private Content part(Fields part) {
        String type = part.required("type");
        Content content =
                switch (type) {
                    case "text", "input_text", "output_text" -> text(part);
                    case "refusal" -> new Text(part.required("refusal"));
                    case "image_url", "input_image" -> url(part, "image_url", MediaKind.PICTURE);
                    case "video_url" -> url(part, "video_url", MediaKind.VIDEO);
                    case "audio_url" -> url(part, "audio_url", MediaKind.SOUND);
                    case "input_audio" -> inputAudio(part.requiredObject("input_audio"));
                    case "file" -> nestedFile(part.requiredObject("file"));
                    case "input_file" -> file(part);
                    default ->
                            throw ApiException.invalid(
                                    part.path("type"),
                                    ("'%s' is '%s'. Send a text, image_url, video_url, audio_url,"
                                         + " input_audio or file, or in responses input_text,"
                                         + " input_image, input_audio or input_file.")
                                            .formatted(part.path("type"), Shortened.of(type)));
                };
        part.end(lenient);
        return content;
    }

    private static Content text(Fields part) {
        part.passOver("annotations", "logprobs", "parsed");
        return new Text(part.required("text"));
    }

    /** The address stands there, or in an object of its own. */
    private Content url(Fields part, String name, MediaKind kind) {
        part.passOver("detail");
        refuseKept(part);
        if (part.any(name).filter(JsonNode::isTextual).isPresent()) {
            return media(part.path(name), part.required(name), kind);
        }
        Fields holder = part.requiredObject(name).passOver("detail");
        String url = holder.required("url");
        holder.end(lenient);
        return media(holder.path("url"), url, kind);
    }

    private static void refuseKept(Fields part) {
        part.only(
                "file_id",
                it -> false,
                "Files are not kept here; send this one within the request, as a data URL.");
    }

    /** The sound's own bytes say what format it has. */
    private Content inputAudio(Fields sound) {
        sound.passOver("format");
        String name = sound.path("data");
        String data = sound.required("data");
        sound.end(lenient);
        if (DataUrl.isMeant(data)) {
            return media(name, data, MediaKind.SOUND);
        }
        try {
            return new Sound(name, Base64.getDecoder().decode(data));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(
                    name, "'%s' has to be the bytes of a sound in base64.".formatted(name));
        }
    }

    private Content nestedFile(Fields file) {
        Content content = file(file);
        file.end(lenient);
        return content;
    }

    private Content file(Fields file) {
        refuseKept(file);
        file.passOver("filename", "detail");
        String field = file.any("file_url").isPresent() ? "file_url" : "file_data";
        String name = file.path(field);
        DataUrl read = bytes(name, file.required(field), "image", RemoteMedia.ANY);
        MediaKind kind =
                MediaKind.of(read.mediaType())
                        .orElseThrow(
                                () ->
                                        ApiException.invalid(
                                                name,
                                                "'%s' is of the type '%s'. Send a file of the type image/…, audio/… or video/…."
                                                        .formatted(
                                                                name,
                                                                Shortened.of(read.mediaType()))));
        return kind.of(name, read.bytes());
    }

    private Content media(String name, String url, MediaKind kind) {
        String type = kind.types().replace("/*", "");
        DataUrl read = bytes(name, url, type, Set.of(kind));
        if (!kind.fits(read)) {
            throw ApiException.invalid(
                    name,
                    "'%s' is of the type %s, and %s/… is wanted."
                            .formatted(name, Shortened.of(read.mediaType()), type));
        }
        return kind.of(name, read.bytes());
    }

    private DataUrl bytes(String name, String url, String type, Set<MediaKind> kinds) {
        if (RemoteMedia.isMeant(url)) {
            return remote.fetch(name, url, kinds);
        }
        if (!DataUrl.isMeant(url)) {
            throw ApiException.invalid(name, NO_URL.formatted(name, type));
        }
        try {
            return DataUrl.read(name, url);
        } catch (InvalidRequestException e) {
            throw ApiException.invalid(name, e.getMessage());
        }
    }
}
