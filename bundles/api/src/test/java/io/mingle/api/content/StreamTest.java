package io.mingle.api.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures, sounds and videos that come as a stream: an upload, an entry of an archive. */
class StreamTest {

    /** What a stream is read into. */
    enum Kind {
        PICTURE,
        SOUND,
        VIDEO;

        /** Reads a stream; returns the bytes that were kept. */
        byte[] read(String name, InputStream in) {
            return switch (this) {
                case PICTURE -> Picture.read(name, in).bytes();
                case SOUND -> Sound.read(name, in).bytes();
                case VIDEO -> ((VideoSource.InMemory) Video.read(name, in).source()).bytes();
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final byte[] BYTES = {1, 2, 3, 4, 5};
    private static final long ENDLESS = Long.MAX_VALUE;

    /** An upload, which comes in small pieces; one without an end comes fast. */
    private static final class Upload extends InputStream {
        private final long size;
        private long count;
        private boolean broken;
        private boolean closed;

        private Upload(long size) {
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            if (broken) {
                throw new IOException("connection reset");
            }
            return count < size ? BYTES[(int) (count++ % BYTES.length)] : -1;
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            if (size == ENDLESS) {
                count += most;
                return most;
            }
            return super.read(into, at, Math.min(2, most));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static void assertRefused(
            Class<? extends MingleException> type, String message, Kind kind, InputStream in) {
        MingleException error = assertThrows(type, () -> kind.read("a", in));
        assertEquals(message, error.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void aStreamIsReadWholeAndStaysOpen(Kind kind) {
        Upload upload = new Upload(BYTES.length);
        assertArrayEquals(BYTES, kind.read("a", upload));
        assertFalse(upload.closed, "it is the caller's to close");
    }

    @ParameterizedTest
    @EnumSource
    void anEndlessStreamIsReadNoFurtherThanTheLimit(Kind kind) {
        Upload endless = new Upload(ENDLESS);
        assertRefused(
                ContentTooLargeException.class,
                "The "
                        + kind.word()
                        + " 'a' has more than 268435456 bytes; at most 268435456 are accepted. Save"
                        + " it smaller or compressed.",
                kind,
                endless);
        assertEquals(EncodedFile.MAX_BYTES + 1L, endless.count);
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyStreamIsUnreadable(Kind kind) {
        assertRefused(
                UnreadableContentException.class,
                "The " + kind.word() + " 'a' is empty. Check that it was written completely.",
                kind,
                InputStream.nullInputStream());
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatBreaksOffIsUnreadable(Kind kind) {
        Upload upload = new Upload(BYTES.length);
        upload.broken = true;
        assertRefused(
                UnreadableContentException.class,
                "The "
                        + kind.word()
                        + " 'a' cannot be read to its end (java.io.IOException: connection reset)."
                        + " Send it again.",
                kind,
                upload);
    }

    @ParameterizedTest
    @EnumSource
    void aStreamNeedsANameAndIsNotReadWithoutOne(Kind kind) {
        Upload upload = new Upload(BYTES.length);
        InvalidRequestException error =
                assertThrows(InvalidRequestException.class, () -> kind.read(" ", upload));
        assertTrue(error.getMessage().contains("without a name"), error.getMessage());
        assertEquals(0, upload.count);
        assertRefused(
                InvalidRequestException.class,
                "The "
                        + kind.word()
                        + " 'a' was given without a stream of its bytes. Give an open one.",
                kind,
                null);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsReadIsNamedAsItWasCalled(Kind kind) {
        InputStream in = new ByteArrayInputStream(BYTES);
        String name =
                switch (kind) {
                    case PICTURE -> Picture.read("a b", in).name();
                    case SOUND -> Sound.read("a b", in).name();
                    case VIDEO -> Video.read("a b", in).name();
                };
        assertEquals("a b", name);
    }
}
