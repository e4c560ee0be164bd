package io.mingle.remote.internal.wire;

import io.mingle.api.error.UnreadableContentException;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A form with files (RFC 7578), which can be sent several times. */
public final class Form {

    private static final int LONGEST_NAME = 80;

    private final String boundary = "mingle-" + UUID.randomUUID();
    private final List<BodyPublisher> parts = new ArrayList<>();

    /** Adds a text, whose name is the protocol's. */
    public Form text(String name, String value) {
        parts.add(head("name=\"" + name + "\"", ""));
        parts.add(BodyPublishers.ofString(value));
        return this;
    }

    /**
     * Adds a file.
     *
     * @param file what it is called; only the end of it is sent
     * @param type its media type
     */
    public Form file(String name, String file, String type, byte[] bytes) {
        parts.add(head(named(name, file), "Content-Type: " + type + "\r\n"));
        parts.add(BodyPublishers.ofByteArray(bytes));
        return this;
    }

    /**
     * Adds a file that is read while it is sent.
     *
     * @throws UnreadableContentException if it is not there, or may not be read
     */
    public Form file(String name, Path file, String kind) {
        try {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new FileNotFoundException(file.toString());
            }
            parts.add(
                    head(
                            named(name, String.valueOf(file.getFileName())),
                            "Content-Type: application/octet-stream\r\n"));
            parts.add(BodyPublishers.ofFile(file));
            return this;
        } catch (FileNotFoundException e) {
            throw new UnreadableContentException(
                    "The %s '%s' is not there, is no file, or may not be read. Check the path."
                            .formatted(kind, file),
                    e);
        }
    }

    private static String named(String name, String file) {
        String plain = file.replaceAll(".*[/\\\\]", "").replaceAll("[^A-Za-z0-9._-]", "_");
        String end = plain.substring(Math.max(0, plain.length() - LONGEST_NAME));
        return "name=\"%s\"; filename=\"%s\"".formatted(name, end.isEmpty() ? "file" : end);
    }

    private BodyPublisher head(String disposition, String type) {
        String begin = parts.isEmpty() ? "--" : "\r\n--";
        return BodyPublishers.ofByteArray(
                "%s%s\r\nContent-Disposition: form-data; %s\r\n%s\r\n"
                        .formatted(begin, boundary, disposition, type)
                        .getBytes(StandardCharsets.UTF_8));
    }

    String type() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher body() {
        List<BodyPublisher> all = new ArrayList<>(parts);
        all.add(
                BodyPublishers.ofByteArray(
                        "\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8)));
        return BodyPublishers.concat(all.toArray(BodyPublisher[]::new));
    }
}
