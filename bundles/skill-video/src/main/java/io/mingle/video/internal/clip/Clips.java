package io.mingle.video.internal.clip;

import io.mingle.api.content.Video;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.video.TimeSpan;
import io.mingle.api.video.WatchOptions;
import java.nio.file.Files;

/** Opens videos of every kind. */
public final class Clips {

    private Clips() {}

    /**
     * Finds out what a video has, and decodes nothing.
     *
     * @throws UnreadableContentException if it is missing, damaged, or has no video in it
     * @throws ContentTooLargeException if it lasts longer than the options allow
     * @throws SkillUnavailableException if it is a file and nobody decodes files
     */
    public static Clip open(Video video, FileDecoder decoder, WatchOptions options) {
        Clip clip = opened(video, decoder, options.framesPerSecond());
        if (clip.seconds() > options.maxSeconds()) {
            throw new ContentTooLargeException(
                    "The video '%s' lasts %s (hours:minutes:seconds from an hour on), and at most %s is watched. Cut it, or allow more (--max-hours)."
                            .formatted(
                                    clip.name(),
                                    TimeSpan.clock(clip.seconds()),
                                    TimeSpan.clock(options.maxSeconds())));
        }
        return clip;
    }

    private static Clip opened(Video video, FileDecoder decoder, double framesPerSecond) {
        if (video.source() instanceof VideoSource.Encoded) {
            throw new InvalidRequestException(
                    "The video '%s' was encoded before, and its frames are gone. Give the file or its pictures."
                            .formatted(video.name()));
        }
        if (video.source() instanceof VideoSource.Pictures given) {
            return PictureClip.of(video, given.pictures(), framesPerSecond);
        }
        if (video.source() instanceof VideoSource.OnDisk disk) {
            if (Files.isDirectory(disk.path())) {
                return PictureClip.of(video, disk.path(), framesPerSecond);
            }
            if (!Files.exists(disk.path())) {
                throw new UnreadableContentException(
                        "The video '%s' does not exist. Check the path.".formatted(video.name()));
            }
        }
        return FileClip.open(video, decoder);
    }
}
