package io.mingle.json;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The encoded file of a piece of a result.
 *
 * @param kind what it is
 * @param name what the skill calls it
 * @param bytes its bytes; null for a video that lies in a file
 * @param file that file, else null
 */
record MadeFile(MediaKind kind, String name, byte[] bytes, Path file) {

    static MadeFile of(Content content) {
        if (content instanceof Picture picture) {
            return new MadeFile(MediaKind.PICTURE, picture.name(), picture.bytes(), null);
        }
        if (content instanceof Sound sound) {
            return new MadeFile(MediaKind.SOUND, sound.name(), sound.bytes(), null);
        }
        if (content instanceof Video video) {
            if (video.source() instanceof VideoSource.InMemory made) {
                return new MadeFile(MediaKind.VIDEO, made.name(), made.bytes(), null);
            }
            if (video.source() instanceof VideoSource.OnDisk disk) {
                String name = String.valueOf(disk.path().getFileName());
                return new MadeFile(MediaKind.VIDEO, name, null, disk.path());
            }
            throw new UnreadableContentException(
                    "The video '%s' that was made is not an encoded file, so it cannot be written as one. Have its pictures made instead."
                            .formatted(video.name()));
        }
        throw new IllegalStateException("A text is no file: " + ((Text) content).text());
    }

    /** Tells whether it is a video whose frames lie in a folder. */
    boolean isFolder() {
        return file != null && Files.isDirectory(file);
    }

    InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file);
    }

    MediaFormat format() {
        try (InputStream in = open()) {
            return MediaFormat.of(in.readNBytes(MediaFormat.HEAD), kind);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    DataUrl dataUrl() {
        if (isFolder()) {
            throw new UnreadableContentException(
                    "The video '%s' that was made is a folder of frames, which no data URL can hold. Have results written as files."
                            .formatted(name));
        }
        try (InputStream in = open()) {
            byte[] all = in.readNBytes(Picture.MAX_BYTES + 1);
            if (all.length > Picture.MAX_BYTES) {
                throw new ContentTooLargeException(
                        "The video '%s' that was made has more than the %s bytes that a data URL may hold. Have results written as files."
                                .formatted(name, Picture.MAX_BYTES));
            }
            return new DataUrl(format().mediaType(), all);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private UnreadableContentException unreadable(IOException cause) {
        return new UnreadableContentException(
                "The %s '%s' was made and cannot be read (%s). Ask for it again."
                        .formatted(kind.name().toLowerCase(Locale.ROOT), name, cause),
                cause);
    }
}
