package io.mingle.http.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form as clients send it. */
public final class FormParts {

    public static final String BOUNDARY = "----part";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public FormParts text(String name, String value) {
        return part(name, "", value.getBytes(StandardCharsets.UTF_8));
    }

    public FormParts file(String name, byte[] content) {
        return part(
                name, "; filename=\"a.png\"\r\nContent-Type: application/octet-stream", content);
    }

    private FormParts part(String name, String more, byte[] content) {
        write(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
                        .formatted(BOUNDARY, name, more));
        bytes.writeBytes(content);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] end() {
        write("--" + BOUNDARY + "--\r\n");
        return bytes.toByteArray();
    }
}
