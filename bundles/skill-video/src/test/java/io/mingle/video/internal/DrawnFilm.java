package io.mingle.video.internal;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.content.VideoSource;
import io.mingle.api.media.DecodedSound;
import io.mingle.api.media.Frames;
import io.mingle.api.media.MediaReader;
import io.mingle.api.media.SoundPieces;
import io.mingle.api.media.VideoFile;
import io.mingle.api.video.Cue;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A film of any length whose frames are drawn when they are asked for: what is in memory of it is a
 * frame.
 */
final class DrawnFilm implements MediaReader {

    static final int WIDTH = 64;
    static final int HEIGHT = 48;

    private final int frames;
    private final double framesPerSecond;
    private final IntFunction<Integer> grey;
    private List<Cue> cues = List.of();
    private List<String> warnings = List.of();
    private int open;
    private int opened;
    private long read;

    /**
     * Creates one.
     *
     * @param grey of each frame, 0 to 255
     */
    DrawnFilm(int frames, double framesPerSecond, IntFunction<Integer> grey) {
        this.frames = frames;
        this.framesPerSecond = framesPerSecond;
        this.grey = grey;
    }

    DrawnFilm saying(List<Cue> value) {
        cues = value;
        return this;
    }

    DrawnFilm lacking(String warning) {
        warnings = List.of(warning);
        return this;
    }

    /** Returns how many of its files are open. */
    int open() {
        return open;
    }

    /** Returns how often it was opened. */
    int opened() {
        return opened;
    }

    /** Returns how many frames were decoded. */
    long read() {
        return read;
    }

    @Override
    public DecodedSound sound(Sound sound, double maxSeconds) {
        throw new AssertionError("no sound was asked for");
    }

    @Override
    public List<String> sound(SoundSource source, double maxSeconds, SoundPieces pieces) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Cue> subtitles(VideoSource source) {
        return cues;
    }

    @Override
    public VideoFile open(VideoSource source) {
        open++;
        opened++;
        return new VideoFile() {
            @Override
            public int frames() {
                return frames;
            }

            @Override
            public double framesPerSecond() {
                return framesPerSecond;
            }

            @Override
            public void read(int[] numbers, Frames taker) {
                byte[] rgb = new byte[3 * WIDTH * HEIGHT];
                for (int i = 0; i < numbers.length; i++) {
                    Arrays.fill(rgb, grey.apply(numbers[i]).byteValue());
                    taker.take(i, WIDTH, HEIGHT, rgb);
                    read++;
                }
            }

            @Override
            public List<String> warnings() {
                return warnings;
            }

            @Override
            public void close() {
                open--;
            }
        };
    }
}
