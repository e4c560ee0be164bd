package io.mingle.http.internal.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.RequestBody;
import io.mingle.json.Shortened;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.UploadContext;

/**
 * The body of a request in parts (RFC 7578), as they come: none is written to a disk. Texts become
 * what JSON would have in their place. Of files that may come several times, clients write the name
 * with brackets behind it, or without.
 *
 * @param fields what the texts say
 * @param media the files, by their names without brackets
 * @param <F> what files are read as
 */
public record Form<F>(ObjectNode fields, Map<String, List<F>> media) {

    public static final String TYPE = "multipart/form-data";

    private static final int MOST_PARTS = 64;
    private static final int MOST_TEXT = 1 << 20;

    /** Returns the files of a name, in the order in which they came. */
    public List<F> files(String name) {
        return media.getOrDefault(name, List.of());
    }

    /**
     * Reads the body of a request.
     *
     * @param shape what may be in it
     * @throws ApiException if it is no form, or a part of it cannot be right
     * @throws ContentTooLargeException if it, or a text in it, is larger than is accepted
     */
    public static <F> Form<F> read(RequestBody sent, FormShape<F> shape) throws IOException {
        Form<F> form = sent.read(it -> of(sent.type(), it, shape));
        sent.had(shape.kind(), form.media.values().stream().mapToInt(List::size).sum());
        return form;
    }

    private static <F> Form<F> of(String type, InputStream body, FormShape<F> shape) {
        Form<F> form = new Form<>(JsonNodeFactory.instance.objectNode(), new LinkedHashMap<>());
        try {
            FileItemIterator parts = new FileUpload().getItemIterator(new Body(type, body));
            for (int count = 0; parts.hasNext(); count++) {
                if (count == MOST_PARTS) {
                    throw ApiException.invalid(
                            "body", "The form has more than %s parts.".formatted(MOST_PARTS));
                }
                form.take(parts.next(), shape);
            }
        } catch (FileUploadException | IOException e) {
            throw ApiException.invalid(
                    "body",
                    "The body cannot be read as a form of parts. Send it as multipart/form-data"
                            + " with its boundary, as clients do by themselves.");
        }
        return form;
    }

    private void take(FileItemStream part, FormShape<F> shape) throws IOException {
        String name = String.valueOf(part.getFieldName()).replaceFirst("\\[\\d*]$", "");
        try (InputStream in = part.openStream()) {
            if (shape.files().contains(name)) {
                media.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(shape.reader().read(name, in));
            } else if (!part.isFormField()) {
                throw ApiException.invalid(
                        Shortened.of(name),
                        "'%s' is no file of this request; there %s."
                                .formatted(Shortened.of(name), shape.told()));
            } else if (shape.lists().contains(name)) {
                fields.withArray("/" + name).add(text(name, in));
            } else if (fields.has(name)) {
                throw ApiException.invalid(
                        Shortened.of(name),
                        "'%s' is there twice. Send it once.".formatted(Shortened.of(name)));
            } else {
                fields.set(name, value(name, text(name, in), shape));
            }
        }
    }

    private static String text(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_TEXT + 1);
        if (bytes.length > MOST_TEXT) {
            throw new ContentTooLargeException(
                    "The text in '%s' has more than %s bytes, which is the most that is accepted. Send less."
                            .formatted(Shortened.of(name), MOST_TEXT));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What is no number where one is wanted stays a text, which is then refused by its name. */
    private static JsonNode value(String name, String text, FormShape<?> shape) {
        if (name.equals("stream") && (text.equals("true") || text.equals("false"))) {
            return BooleanNode.valueOf(Boolean.parseBoolean(text));
        }
        if (shape.numbers().contains(name) && text.matches("-?\\d{1,20}(\\.\\d{1,20})?")) {
            return text.contains(".")
                    ? JsonNodeFactory.instance.numberNode(new BigDecimal(text))
                    : JsonNodeFactory.instance.numberNode(new BigInteger(text));
        }
        return TextNode.valueOf(text);
    }

    /** A body that has been opened already. */
    private record Body(String type, InputStream in) implements UploadContext {

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        @Deprecated
        public int getContentLength() {
            return -1;
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }
    }
}
