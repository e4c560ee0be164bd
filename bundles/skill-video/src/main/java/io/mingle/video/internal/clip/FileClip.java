package io.mingle.video.internal.clip;

import io.mingle.api.content.FramePlan;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.Video;
import io.mingle.api.media.VideoFile;
import java.util.List;

/** A video file, opened for each look at it. */
final class FileClip extends Clip {

    private final Video video;
    private final FileDecoder decoder;
    private final double framesPerSecond;

    private FileClip(Video video, FileDecoder decoder, int frames, double framesPerSecond) {
        super(video, frames, framesPerSecond);
        this.video = video;
        this.decoder = decoder;
        this.framesPerSecond = framesPerSecond;
    }

    static FileClip open(Video video, FileDecoder decoder) {
        return decoder.decode(
                video,
                media -> {
                    try (VideoFile file = media.open(video.source())) {
                        FileClip clip =
                                new FileClip(video, decoder, file.frames(), file.framesPerSecond());
                        clip.missing(file.warnings());
                        return clip;
                    }
                });
    }

    @Override
    public boolean isFile() {
        return true;
    }

    @Override
    int[] planned(FrameSampling sampling) {
        return FramePlan.ofFile(sampling, frames(), framesPerSecond);
    }

    @Override
    public void look(int[] numbers, Frame frame) {
        List<String> warnings =
                decoder.decode(
                        video,
                        media -> {
                            try (VideoFile file = media.open(video.source())) {
                                file.read(
                                        numbers,
                                        (position, width, height, rgb) ->
                                                frame.take(numbers[position], width, height, rgb));
                                return file.warnings();
                            }
                        });
        missing(warnings);
    }
}
