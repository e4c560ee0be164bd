package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.event.Finished;
import io.mingle.api.understanding.Box;
import io.mingle.api.video.FoundMoments;
import io.mingle.api.video.SegmentSummary;
import io.mingle.api.video.TimeSpan;
import io.mingle.api.video.Track;
import io.mingle.api.video.TrackedBox;
import io.mingle.api.video.VideoAnswer;
import io.mingle.api.video.VideoSummary;
import java.util.List;

/** Prints what was seen in a video, as lines for people or as one object for programs. */
final class WatchedText {

    private final Session session;
    private final boolean json;

    WatchedText(Session session, boolean json) {
        this.session = session;
        this.json = json;
    }

    void answer(Finished<VideoAnswer> finished, List<String> choices) {
        VideoAnswer answer = finished.result();
        if (json) {
            ObjectNode object = Json.object().put("answer", answer.text());
            answer.choice().ifPresent(it -> object.put("choice", letter(it)));
            ArrayNode parts = object.putArray("parts");
            answer.parts().forEach(it -> add(parts, it));
            answer.frames().forEach(object.putArray("frames")::add);
            print(object, finished);
        } else if (choices.isEmpty()) {
            session.out().println(Printable.of(answer.text()));
        } else if (answer.choice().isPresent()) {
            int choice = answer.choice().getAsInt();
            session.out().println(letter(choice) + ". " + choices.get(choice));
        } else {
            session.out().println(Printable.of(answer.text()));
            session.err().println("mingle: The answer means none of the choices.");
        }
    }

    private static String letter(int choice) {
        return String.valueOf((char) ('A' + choice));
    }

    void summary(Finished<VideoSummary> finished) {
        VideoSummary summary = finished.result();
        if (json) {
            ObjectNode object = Json.object().put("summary", summary.text());
            ArrayNode segments = object.putArray("segments");
            for (SegmentSummary segment : summary.segments()) {
                ObjectNode its = segments.addObject();
                its.put("start", segment.span().start()).put("end", segment.span().end());
                its.put("text", segment.text());
            }
            print(object, finished);
            return;
        }
        for (SegmentSummary segment : summary.segments()) {
            session.out().println(segment.span().text() + "  " + OneLine.of(segment.text()));
        }
        session.out().println();
        session.out().println(Printable.of(summary.text()));
    }

    void moments(Finished<FoundMoments> finished) {
        FoundMoments found = finished.result();
        if (json) {
            ObjectNode object = Json.object().put("answer", found.text());
            ArrayNode spans = object.putArray("spans");
            found.spans().forEach(it -> add(spans, it));
            print(object, finished);
            return;
        }
        if (found.spans().isEmpty()) {
            session.out().println(Printable.of(found.text()));
            session.err().println("mingle: The answer names no time within the video.");
        }
        for (TimeSpan span : found.spans()) {
            session.out().println(span.text());
        }
    }

    void track(Finished<Track> finished) {
        Track track = finished.result();
        if (json) {
            ObjectNode object = Json.object().put("thing", track.thing());
            ArrayNode places = object.putArray("places");
            for (TrackedBox place : track.places()) {
                ObjectNode its = places.addObject();
                its.put("frame", place.frame()).put("seconds", place.seconds());
                its.put("width", place.width()).put("height", place.height());
                place.box().ifPresent(box -> edges(its.putArray("box"), box));
            }
            print(object, finished);
            return;
        }
        for (TrackedBox place : track.places()) {
            String where =
                    place.box()
                            .map(
                                    it ->
                                            "[%s, %s, %s, %s]"
                                                    .formatted(it.x0(), it.y0(), it.x1(), it.y1()))
                            .orElse("not found");
            session.out().println(TimeSpan.clock(place.seconds()) + "  " + where);
        }
    }

    private static void edges(ArrayNode to, Box box) {
        to.add(box.x0()).add(box.y0()).add(box.x1()).add(box.y1());
    }

    private static void add(ArrayNode to, TimeSpan span) {
        to.addArray().add(span.start()).add(span.end());
    }

    private void print(ObjectNode object, Finished<?> finished) {
        finished.warnings().forEach(object.putArray("warnings")::add);
        session.out().println(Json.line(object));
    }
}
