package io.mingle.media.internal;

import io.mingle.api.content.Sound;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The files that {@code outside/README.md} describes, and what may happen to files. */
final class Outside {

    private Outside() {}

    static Path path(String name) {
        return Reference.path("../outside/" + name);
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Sound sound(String name) {
        return new Sound(name, bytes(name));
    }

    /** Returns the beginning of a file, a number of hundredths of it. */
    static byte[] cut(String name, int hundredths) {
        byte[] whole = bytes(name);
        return Arrays.copyOf(whole, whole.length * hundredths / 100);
    }

    /** Returns a file with zeros in the place of some bytes. */
    static byte[] zeroed(String name, int from, int count) {
        byte[] bytes = bytes(name);
        Arrays.fill(bytes, from, from + count, (byte) 0);
        return bytes;
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
