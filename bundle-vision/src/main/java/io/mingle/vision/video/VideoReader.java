package io.mingle.vision.video;

import io.mingle.api.content.FrameLimits;
import io.mingle.api.content.FramePlan;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Video;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.MediaReader;
import io.mingle.api.media.VideoFile;
import io.mingle.vision.picture.Bicubic;
import io.mingle.vision.picture.DecodedPicture;
import io.mingle.vision.picture.FrameFolder;
import io.mingle.vision.picture.PicturePreprocessor;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.PreprocessorConfig;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Takes frames of a video and resizes them for the encoder.
 *
 * <p>A frame is decoded, resized and dropped before the next one is; what is held is 8-bit RGB in
 * the encoder's size, three bytes a pixel, and no more of it than the decoder can read. Pictures of
 * a folder are resized like pictures, frames of a file like tensors, as in the published code.
 *
 * <p>Immutable; works on the caller's thread.
 */
public final class VideoReader {

    private final PictureReader pictures = new PictureReader();
    private final PicturePreprocessor preprocessor;
    private final FrameSize sizes;
    private final int block;
    private final int maxTokens;

    /**
     * Creates a reader.
     *
     * @param maxTokens how many tokens the decoder reads at most
     */
    public VideoReader(PreprocessorConfig config, int maxTokens) {
        this.preprocessor = new PicturePreprocessor(config);
        this.sizes = new FrameSize(config);
        this.block = config.factor() * config.factor();
        this.maxTokens = maxTokens;
    }

    /**
     * Takes the frames that are asked for, or all if there are fewer.
     *
     * @param media decodes files; not needed for a folder
     * @return the frames, and what of the video is missing
     * @throws UnreadableContentException if the video is missing or nothing of it can be decoded,
     *     if nothing of a picture of a folder can be, or frames differ in size
     * @throws InvalidRequestException if the frames take more tokens than the decoder reads, or the
     *     limits of their size cannot be kept
     * @throws CancelledException if the calling thread is interrupted, which it is then still
     * @throws SkillUnavailableException if it is no folder and nobody decodes files
     */
    public TakenFrames read(Video video, Optional<MediaReader> media) {
        sizes.check(video.limits());
        if (video.source() instanceof VideoSource.OnDisk disk) {
            if (Files.isDirectory(disk.path())) {
                FrameFolder folder = FrameFolder.open(disk.path());
                return pictures(video, folder.frames(), folder::read);
            }
            if (!Files.exists(disk.path())) {
                throw new UnreadableContentException(
                        "The video '%s' does not exist. Check the path.".formatted(video.name()));
            }
        }
        if (video.source() instanceof VideoSource.Pictures given) {
            return pictures(video, given.pictures().size(), given.pictures()::get);
        }
        return file(
                video,
                media.orElseThrow(
                        () ->
                                new SkillUnavailableException(
                                        "The video '%s' cannot be decoded, because no bundle that reads video files is installed. Install io.mingle.media.ffmpeg, or name a folder with one picture for each frame."
                                                .formatted(video.name()))));
    }

    private TakenFrames pictures(Video video, int total, IntFunction<Picture> source) {
        int[] numbers = FramePlan.ofFolder(video.sampling(), total);
        FrameLimits limits = video.limits();
        Taken taken = new Taken(video.name(), numbers.length);
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException(
                        "The video '%s' was being read when its thread was interrupted. Ask again if it is still wanted."
                                .formatted(video.name()));
            }
            if (i > 0 && numbers[i] == numbers[i - 1]) {
                taken.again();
                continue;
            }
            DecodedPicture decoded = pictures.read(source.apply(numbers[i]));
            warnings.addAll(decoded.warnings());
            RgbPicture frame = decoded.picture();
            Size loaded =
                    preprocessor.loadedSize(frame.size(), limits.minPixels(), limits.maxPixels());
            Size encoded = sizes.encoded(loaded);
            taken.check(frame.size(), encoded);
            RgbPicture once = Bicubic.resize(frame, loaded.width(), loaded.height());
            taken.add(Bicubic.resize(once, encoded.width(), encoded.height()));
        }
        warnings.addAll(shortage(video, numbers, total));
        return new TakenFrames(taken.frames, warnings);
    }

    /** Says that there are fewer frames than were asked for. */
    private static List<String> shortage(Video video, int[] numbers, int total) {
        if (!FramePlan.isShort(video.sampling(), numbers)) {
            return List.of();
        }
        long taken = FramePlan.taken(numbers);
        String reason =
                taken == total
                        ? "it has no more"
                        : "of %s frames in more than five seconds, at most two a second are looked at"
                                .formatted(total);
        return List.of(
                "%s frames of the video '%s' were asked for, and %s were taken: %s."
                        .formatted(video.sampling().frames(), video.name(), taken, reason));
    }

    private TakenFrames file(Video video, MediaReader media) {
        try (VideoFile file = media.open(video.source())) {
            int[] numbers =
                    FramePlan.ofFile(video.sampling(), file.frames(), file.framesPerSecond());
            Taken taken = new Taken(video.name(), numbers.length);
            file.read(
                    numbers,
                    (position, width, height, rgb) -> {
                        if (position > 0 && numbers[position] == numbers[position - 1]) {
                            taken.again();
                            return;
                        }
                        Size size = new Size(width, height);
                        Size loaded = sizes.ofFile(size, numbers.length, video.limits());
                        Size encoded = sizes.encoded(loaded);
                        taken.check(size, encoded);
                        taken.add(resize(new RgbPicture(width, height, rgb), loaded, encoded));
                    });
            List<String> warnings = new ArrayList<>(file.warnings());
            warnings.addAll(shortage(video, numbers, file.frames()));
            return new TakenFrames(taken.frames, warnings);
        }
    }

    /** Resizes a frame whose array is only lent. */
    private static RgbPicture resize(RgbPicture lent, Size loaded, Size encoded) {
        RgbPicture once = TensorBicubic.resize(lent, loaded);
        RgbPicture twice = Bicubic.resize(once, encoded.width(), encoded.height());
        return twice == lent
                ? new RgbPicture(lent.width(), lent.height(), lent.rgb().clone())
                : twice;
    }

    /** The frames so far. */
    private final class Taken {
        private final String video;
        private final int count;
        private final List<RgbPicture> frames = new ArrayList<>();
        private Size first;

        private Taken(String video, int count) {
            this.video = video;
            this.count = count;
        }

        /** Looks at a frame's sizes before memory is taken for it. */
        private void check(Size size, Size encoded) {
            if (first == null) {
                first = size;
                long tokens = count / 2 * (encoded.pixels() / block);
                if (tokens >= maxTokens) {
                    throw new InvalidRequestException(
                            "%s frames of the video '%s' take %s tokens, and this model reads at most %s. Take fewer frames."
                                    .formatted(count, video, tokens, maxTokens - 1));
                }
            }
            if (!size.equals(first)) {
                throw new UnreadableContentException(
                        "The frames of the video '%s' differ in size: the first is %s pixels, the one at place %s is %s. Give all frames the same size."
                                .formatted(video, first, frames.size() + 1, size));
            }
        }

        private void add(RgbPicture frame) {
            frames.add(frame);
        }

        private void again() {
            frames.add(frames.get(frames.size() - 1));
        }
    }
}
