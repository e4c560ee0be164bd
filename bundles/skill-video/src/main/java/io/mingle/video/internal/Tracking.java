package io.mingle.video.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.understanding.Box;
import io.mingle.api.video.BoxTracked;
import io.mingle.api.video.Track;
import io.mingle.api.video.TrackedBox;
import io.mingle.video.internal.clip.Bmp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Follows a thing: looks for it in each frame, and takes of several places the one that agrees best
 * with the last.
 */
final class Tracking {

    /** Frames that are looked at, each of which takes a question. */
    private static final int MOST = 512;

    private final Watching watching;
    private final String thing;
    private final List<TrackedBox> places = new ArrayList<>();
    private Optional<Box> last = Optional.empty();

    Tracking(Watching watching, String thing) {
        this.watching = watching;
        this.thing = thing;
    }

    Track track() {
        int[] numbers = watching.clip().plan(MOST);
        watching.clip()
                .look(
                        numbers,
                        (number, width, height, rgb) -> {
                            watching.channel().throwIfCancelled();
                            Picture frame = Bmp.of("frame " + number, width, height, rgb);
                            List<Box> boxes = watching.model().locate(frame, thing).boxes();
                            Optional<Box> box = nearest(boxes);
                            last = box.isPresent() ? box : last;
                            double seconds = watching.clip().time(number);
                            TrackedBox place = new TrackedBox(number, seconds, width, height, box);
                            places.add(place);
                            watching.channel()
                                    .publish(new BoxTracked(place, places.size(), numbers.length));
                        });
        return new Track(thing, places);
    }

    private Optional<Box> nearest(List<Box> boxes) {
        if (last.isEmpty()) {
            return boxes.stream().findFirst();
        }
        Box before = last.get();
        return boxes.stream()
                .min(
                        Comparator.<Box>comparingDouble(it -> -it.intersectionOverUnion(before))
                                .thenComparingDouble(it -> distance(it, before)));
    }

    private static double distance(Box one, Box other) {
        return Math.hypot(
                one.x0() + one.x1() - other.x0() - other.x1(),
                one.y0() + one.y1() - other.y0() - other.y1());
    }
}
