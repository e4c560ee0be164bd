package io.mingle.media.internal;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The frames of a video, counted from its packets: when each is shown, and where decoding can
 * begin.
 */
final class FrameIndex {

    /** Where decoding can begin: a key frame, when it is shown and when it is decoded. */
    private record Key(int number, long decoded) {}

    /** More than a video has. */
    private static final int MOST_SKIPPED = 1 << 30;

    private final int count;

    /** When the frames are shown, ascending; null if packets do not say. */
    private final long[] shown;

    private final Key[] keys;
    private final int skipped;

    private FrameIndex(int count, long[] shown, Key[] keys, int skipped) {
        this.count = count;
        this.skipped = skipped;
        this.shown = shown;
        this.keys = keys;
    }

    /**
     * Reads the rest of a file. What is cut off or is not meant to be shown does not count.
     *
     * @param delayed whether the decoder holds frames back. If it does and the times rise all the
     *     same, they are those of decoding, which say nothing (AVI has no others)
     */
    static FrameIndex of(Container container, boolean delayed) {
        Times shown = new Times();
        Times keysShown = new Times();
        Times keysDecoded = new Times();
        boolean timed = true;
        for (AVPacket packet = container.next(); packet != null; packet = container.next()) {
            int hidden = avcodec.AV_PKT_FLAG_CORRUPT | avcodec.AV_PKT_FLAG_DISCARD;
            if ((packet.flags() & hidden) != 0) {
                continue;
            }
            timed &= packet.pts() != avutil.AV_NOPTS_VALUE;
            shown.add(packet.pts());
            if ((packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0
                    && packet.dts() != avutil.AV_NOPTS_VALUE) {
                keysShown.add(packet.pts());
                keysDecoded.add(packet.dts());
            }
        }
        long[] times = shown.all();
        Arrays.sort(times);
        timed &= !delayed || times.length < 2 || !Arrays.equals(times, shown.all());
        for (int i = 1; i < times.length; i++) {
            timed &= times[i - 1] < times[i];
        }
        if (!timed) {
            return new FrameIndex(times.length, null, new Key[0], skipped(times));
        }
        Key[] keys = new Key[keysShown.count];
        for (int i = 0; i < keys.length; i++) {
            keys[i] =
                    new Key(Arrays.binarySearch(times, keysShown.values[i]), keysDecoded.values[i]);
        }
        Arrays.sort(keys, (a, b) -> Integer.compare(a.number, b.number));
        return new FrameIndex(times.length, times, keys, skipped(times));
    }

    int count() {
        return count;
    }

    /**
     * Returns how many frames have no packet, by the times of the others: as many as fit between
     * two, where most are equally far from each other. 0 where that cannot be told.
     */
    int skipped() {
        return skipped;
    }

    private static int skipped(long[] times) {
        if (times.length < 3 || times[0] == avutil.AV_NOPTS_VALUE) {
            return 0;
        }
        long[] steps = new long[times.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        long[] sorted = steps.clone();
        Arrays.sort(sorted);
        long usual = Math.max(1, sorted[steps.length / 2]);
        double skipped = 0;
        for (long step : steps) {
            skipped += Math.max(0, Math.rint((double) step / usual) - 1);
        }
        return (int) Math.min(MOST_SKIPPED, skipped);
    }

    /** Tells whether packets say when they are shown, each at another time. */
    boolean timed() {
        return shown != null;
    }

    /** Returns the number of the frame that is shown at a time; negative if none is. */
    int number(long time) {
        return Arrays.binarySearch(shown, time);
    }

    /** Returns the number of the last key frame up to a frame; −1 if there is none. */
    int keyUpTo(int number) {
        int at = keyIndex(number);
        return at < 0 ? -1 : keys[at].number;
    }

    /** Returns when the last key frame up to a frame is decoded, which is what is sought for. */
    long decodingTime(int number) {
        return keys[keyIndex(number)].decoded;
    }

    private int keyIndex(int number) {
        int low = 0;
        int high = keys.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle].number <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** A list of times that grows. */
    private static final class Times {

        private long[] values = new long[256];
        private int count;

        void add(long value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }

        long[] all() {
            return Arrays.copyOf(values, count);
        }
    }
}
