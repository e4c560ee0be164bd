package io.mingle.remote.internal.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.FrameLimits;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.json.DataUrl;
import io.mingle.json.MediaKind;
import io.mingle.remote.internal.wire.Json;
import java.nio.file.Files;
import java.util.Map;

/** Writes what is shown and played as parts of a message, all of it within the request. */
final class MediaParts {

    /** As much of all media together as one request carries, in bytes. */
    private static final long MOST = 192L << 20;

    /** What the part of a sound calls the formats that it names. */
    private static final Map<String, String> FORMATS =
            Map.of("audio/wav", "wav", "audio/mpeg", "mp3");

    private long bytes;

    /**
     * Writes a piece.
     *
     * @throws io.mingle.api.error.MingleException if it cannot be read or sent
     */
    ObjectNode part(Content piece) {
        if (piece instanceof Text text) {
            return Json.object().put("type", "text").put("text", text.text());
        }
        if (piece instanceof Picture picture) {
            return url("image_url", data(MediaKind.PICTURE, picture.bytes()));
        }
        if (piece instanceof Sound sound) {
            return sound(sound);
        }
        return url("video_url", data(MediaKind.VIDEO, bytes((Video) piece)));
    }

    private DataUrl data(MediaKind kind, byte[] file) {
        bytes += file.length;
        if (bytes > MOST) {
            throw new ContentTooLargeException(
                    "The pictures, videos and sounds of a question have more than %s bytes together, which is the most that is sent to another host. Save them smaller, or ask about fewer."
                            .formatted(MOST));
        }
        return DataUrl.of(kind, file);
    }

    private static ObjectNode url(String type, DataUrl data) {
        ObjectNode part = Json.object().put("type", type);
        part.putObject(type).put("url", data.toString());
        return part;
    }

    /**
     * The formats that the protocol names go as it has them, others as those have it that know
     * more.
     */
    private ObjectNode sound(Sound sound) {
        Untold.check(
                sound.channels() == Sound.Channels.MIXED,
                "The first channel alone of the sound '" + sound.name() + "'",
                "Send a file with one channel.");
        DataUrl data = data(MediaKind.SOUND, sound.bytes());
        String format = FORMATS.get(data.mediaType());
        if (format == null) {
            return url("audio_url", data);
        }
        String url = data.toString();
        ObjectNode part = Json.object().put("type", "input_audio");
        part.putObject("input_audio")
                .put("data", url.substring(url.indexOf(',') + 1))
                .put("format", format);
        return part;
    }

    private static byte[] bytes(Video video) {
        Untold.check(
                video.sampling().equals(FrameSampling.DEFAULT)
                        && video.limits().equals(FrameLimits.DEFAULT),
                "A choice of frames of the video '" + video.name() + "'",
                "Leave the choice to the model.");
        if (video.source() instanceof VideoSource.InMemory file) {
            return file.bytes();
        }
        Untold.check(
                video.source() instanceof VideoSource.OnDisk disk
                        && !Files.isDirectory(disk.path()),
                "A look at the video '" + video.name() + "', which is no file,",
                "Give a file, or show its frames as pictures.");
        return VideoFiles.read(((VideoSource.OnDisk) video.source()).path());
    }
}
