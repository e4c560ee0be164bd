package io.mingle.api.video;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file of subtitles, not yet read: SubRip, WebVTT, or (Advanced) SubStation Alpha. What it is is
 * told from its text.
 *
 * @param name what to call it in messages
 * @param bytes the whole file, 1 byte to {@value #MAX_BYTES}; shared, not copied
 */
public record SubtitleFile(String name, byte[] bytes) {

    /** The largest file that is accepted, in bytes: 16 MiB. */
    public static final int MAX_BYTES = 16 << 20;

    /**
     * Checks the size.
     *
     * @throws InvalidRequestException if there is no name or there are no bytes
     * @throws ContentTooLargeException if there are too many
     */
    public SubtitleFile {
        if (name == null || name.isBlank() || bytes == null || bytes.length == 0) {
            throw new InvalidRequestException(
                    "Subtitles were given without a name, or the file is empty. Give an SRT, VTT or"
                            + " ASS file.");
        }
        if (bytes.length > MAX_BYTES) {
            throw new ContentTooLargeException(
                    "The subtitles '%s' have more than %s bytes. Give those of one video, as text."
                            .formatted(name, MAX_BYTES));
        }
    }

    /**
     * Reads a file, no further than the limit.
     *
     * @param file its path
     * @return the file, named like the last element of the path
     * @throws UnreadableContentException if it is missing or cannot be read
     * @throws ContentTooLargeException if it is too large
     */
    public static SubtitleFile read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length == 0) {
                throw new UnreadableContentException(
                        "The subtitles '%s' are empty. Check that they were written completely."
                                .formatted(file));
            }
            return new SubtitleFile(String.valueOf(file.getFileName()), bytes);
        } catch (NoSuchFileException e) {
            throw new UnreadableContentException(
                    "The subtitles '%s' do not exist. Check the path.".formatted(file), e);
        } catch (IOException e) {
            throw new UnreadableContentException(
                    "The subtitles '%s' cannot be read (%s). Check that it is a file and may be read."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubtitleFile that
                && name.equals(that.name)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(bytes);
    }

    /** Returns the name and the size, never the text. */
    @Override
    public String toString() {
        return "SubtitleFile[name=" + name + ", bytes=" + bytes.length + "]";
    }
}
