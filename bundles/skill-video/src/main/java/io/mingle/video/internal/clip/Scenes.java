package io.mingle.video.internal.clip;

import io.mingle.api.video.TimeSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The parts of a clip: they begin where the picture changes all at once, and long ones are divided.
 *
 * <p>Frames are compared as thumbnails, two of which are in memory at a time. A change is a cut if
 * it is large, and far larger than is usual in this clip.
 */
public final class Scenes {

    /** The most parts: half of them for cuts, half for the division of long ones. */
    public static final int MOST = 48;

    /** The most frames that are looked at. */
    private static final int MOST_LOOKS = 3600;

    private static final double LOOKS_PER_SECOND = 2;

    /** Differences of colours, of 255, below which nothing is a cut. */
    private static final double LEAST_CHANGE = 12;

    /** How many times the usual difference a cut has. */
    private static final double FAR_LARGER = 4;

    private static final double SHORTEST_SECONDS = 2;
    private static final double LONG_SECONDS = 30;

    /** A change between two frames. */
    private record Change(double seconds, double size) {}

    private Scenes() {}

    /**
     * Divides a clip.
     *
     * @param looked is told how many frames have been looked at; may throw to end it
     * @return one or more parts that follow each other, {@value #MOST} at most
     */
    public static List<TimeSpan> of(Clip clip, IntConsumer looked) {
        int count =
                (int)
                        Math.max(
                                1,
                                Math.min(
                                        MOST_LOOKS,
                                        Math.min(
                                                clip.frames(), clip.seconds() * LOOKS_PER_SECOND)));
        int[] numbers = clip.within(clip.whole(), count);
        List<Change> changes = new ArrayList<>();
        Thumbnail[] last = new Thumbnail[1];
        int[] done = new int[1];
        clip.look(
                numbers,
                (number, width, height, rgb) -> {
                    Thumbnail next = Thumbnail.of(width, height, rgb);
                    if (last[0] != null) {
                        // A cut lies between two looks; the part begins with the later one.
                        changes.add(new Change(clip.time(number), next.difference(last[0])));
                    }
                    last[0] = next;
                    looked.accept(++done[0]);
                });
        return divided(clip.seconds(), cuts(clip.seconds(), changes));
    }

    private static List<Double> cuts(double seconds, List<Change> changes) {
        double[] sizes = changes.stream().mapToDouble(Change::size).sorted().toArray();
        double usual = sizes.length == 0 ? 0 : sizes[sizes.length / 2];
        double least = Math.max(LEAST_CHANGE, FAR_LARGER * usual);
        double apart = Math.max(SHORTEST_SECONDS, seconds / MOST / 2);
        List<Change> largest = new ArrayList<>(changes);
        largest.sort(Comparator.comparingDouble(it -> -it.size()));
        List<Double> cuts = new ArrayList<>();
        for (Change change : largest) {
            if (change.size() < least || cuts.size() >= MOST / 2 - 1) {
                break;
            }
            boolean isApart =
                    change.seconds() >= apart
                            && seconds - change.seconds() >= apart
                            && cuts.stream()
                                    .allMatch(it -> Math.abs(it - change.seconds()) >= apart);
            if (isApart) {
                cuts.add(change.seconds());
            }
        }
        Collections.sort(cuts);
        return cuts;
    }

    private static List<TimeSpan> divided(double seconds, List<Double> cuts) {
        double[] edges =
                IntStream.rangeClosed(0, cuts.size() + 1)
                        .mapToDouble(i -> i == 0 ? 0 : i > cuts.size() ? seconds : cuts.get(i - 1))
                        .toArray();
        double longest = Math.max(LONG_SECONDS, seconds / (MOST / 2));
        List<TimeSpan> parts = new ArrayList<>();
        for (int i = 0; i + 1 < edges.length; i++) {
            double length = edges[i + 1] - edges[i];
            int pieces = Math.max(1, (int) Math.ceil(length / longest - 1e-9));
            for (int k = 0; k < pieces; k++) {
                double from = edges[i] + length * k / pieces;
                double to = k + 1 == pieces ? edges[i + 1] : edges[i] + length * (k + 1) / pieces;
                parts.add(new TimeSpan(from, to));
            }
        }
        return parts;
    }
}
