package io.mingle.media.internal;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.media.Frames;
import io.mingle.api.media.VideoFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** A video file that FFmpeg has open. */
final class FfmpegVideo implements VideoFile {

    private final String what;
    private final Source source;
    private final long maxPixels;
    private final Container container;
    private final double framesPerSecond;
    private final FrameIndex index;
    private final VideoLosses losses;
    private final FrameWalk walk;
    private final RgbFrame rgb;
    private boolean closed;

    FfmpegVideo(String what, Source source, long maxPixels) throws IOException {
        this.what = what;
        this.source = source;
        this.maxPixels = maxPixels;
        container = new Container(what, source, maxPixels);
        try {
            AVStream stream = container.bestVideo();
            AVCodecParameters parameters = stream.codecpar();
            checkLimit(parameters.width(), parameters.height());
            // Without a decoder, sizes are unknown, too.
            container.decoder().close();
            checkSize(parameters.width(), parameters.height());
            index = FrameIndex.of(container, parameters.video_delay() > 0);
            if (index.count() == 0) {
                throw container.damaged("it has no frames that are whole");
            }
            losses = new VideoLosses(what, source, container, index);
            framesPerSecond = rate(stream, index.count());
            rgb = new RgbFrame(Orientation.of(parameters));
            walk = new FrameWalk(container, index);
        } catch (RuntimeException | IOException e) {
            container.close();
            throw e;
        }
    }

    private void checkSize(int width, int height) {
        if (width <= 0 || height <= 0) {
            // FFmpeg itself refuses frames beyond the limit where the decoder tells their size.
            throw container.damaged(
                    "the size of its frames cannot be told, or is above %s pixels"
                            .formatted(maxPixels));
        }
        checkLimit(width, height);
    }

    private void checkLimit(int width, int height) {
        if ((long) width * height > maxPixels) {
            throw new ContentTooLargeException(
                    "%s has frames of %s x %s pixels; at most %s pixels are accepted. Make it smaller, for example with: ffmpeg -i FILE -vf scale=1280:-2 OTHER.mp4"
                            .formatted(what, width, height, maxPixels));
        }
    }

    private double rate(AVStream stream, int frames) {
        AVRational average = stream.avg_frame_rate();
        if (average.num() > 0 && average.den() > 0) {
            return (double) average.num() / average.den();
        }
        AVRational base = stream.time_base();
        double seconds = (double) stream.duration() * base.num() / base.den();
        if (seconds > 0) {
            return frames / seconds;
        }
        AVRational lowest = stream.r_frame_rate();
        if (lowest.num() > 0 && lowest.den() > 0) {
            return (double) lowest.num() / lowest.den();
        }
        if (frames == 1) {
            // It has no speed, and needs none.
            return 1;
        }
        throw container.damaged("it does not say how fast its frames follow each other");
    }

    @Override
    public int frames() {
        return index.count();
    }

    @Override
    public double framesPerSecond() {
        return framesPerSecond;
    }

    @Override
    public void read(int[] numbers, Frames frames) {
        if (closed) {
            throw new InvalidRequestException(
                    what + " was closed before its frames were asked for. Open it again.");
        }
        check(numbers);
        int converted = -1;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != converted) {
                AVFrame frame = walk.frame(numbers[i]);
                if (frame == null) {
                    throw container.damaged(
                            "none of its %s frames can be decoded".formatted(index.count()));
                }
                checkSize(frame.width(), frame.height());
                if (!rgb.convert(frame)) {
                    throw container.damaged("its colours are of an unknown kind");
                }
                converted = numbers[i];
                losses.asked(numbers[i], walk.isExact(numbers[i]));
            }
            frames.take(i, rgb.width(), rgb.height(), rgb.pixels());
        }
    }

    @Override
    public List<String> warnings() {
        return losses.sentences();
    }

    private void check(int[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            int before = i == 0 ? 0 : numbers[i - 1];
            if (numbers[i] < before || numbers[i] >= index.count()) {
                throw new InvalidRequestException(
                        "%s has the frames 0 to %s; frame %s was asked for after %s. Ask for existing ones, not falling."
                                .formatted(what, index.count() - 1, numbers[i], before));
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        rgb.close();
        walk.close();
        container.close();
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
