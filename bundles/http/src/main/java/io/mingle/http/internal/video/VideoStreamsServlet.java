package io.mingle.http.internal.video;

import io.mingle.api.event.Finished;
import io.mingle.api.video.LiveAnswer;
import io.mingle.api.video.LiveFrame;
import io.mingle.api.video.LiveMemory;
import io.mingle.api.video.LiveWatching;
import io.mingle.broker.Broker;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.BundleState;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Offer;
import io.mingle.http.internal.Streamed;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /v1/videos/streams}: frames are pushed as they are taken, and questions asked at any
 * moment. What is remembered lies here, so that whoever looks and answers may be replaced
 * meanwhile.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/v1/videos/streams",
            "osgi.http.whiteboard.servlet.pattern=/v1/videos/streams/*"
        })
public final class VideoStreamsServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    /** What a key has to name to be good for it, and figures call it. */
    private static final String SKILL = "watch-video";

    /** What follows may be a status of its own. */
    private static final Streamed.Work SILENCE = () -> {};

    private final transient Broker broker;
    private final transient VideoStreams streams;
    private final transient Offer offer;

    @Activate
    public VideoStreamsServlet(
            @Reference Admission admission,
            @Reference Broker broker,
            @Reference VideoStreams streams,
            BundleContext context) {
        this(admission, broker, streams, it -> BundleState.of(context, it));
    }

    /** Makes one that knows nothing of a framework. */
    public VideoStreamsServlet(
            Admission admission,
            Broker broker,
            VideoStreams streams,
            ToIntFunction<String> bundles) {
        super(admission, "GET", "POST", "DELETE");
        this.broker = broker;
        this.streams = streams;
        this.offer = new Offer(broker, bundles, LiveWatching.class);
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        if (!exchange.caller().mayCall(SKILL)) {
            throw new ApiException(
                    ApiError.of(403, "skill-refused", "This key may not call this skill."));
        }
        if (!offer.isThere()) {
            throw new ApiException(
                    ApiError.of(
                            501,
                            "not-implemented",
                            "No bundle that is installed watches streams. Install"
                                    + " io.mingle.skill.video. GET /v1/skills lists what can be"
                                    + " done."));
        }
        String owner = exchange.caller().name();
        String[] path = exchange.rest().split("/", -1);
        if (exchange.rest().isEmpty()) {
            all(exchange, owner);
        } else if (path.length == 1 && !exchange.isPost()) {
            one(exchange, owner, path[0]);
        } else if (path.length == 2 && exchange.isPost() && path[1].equals("frames")) {
            push(exchange, owner, path[0]);
        } else if (path.length == 2 && exchange.isPost() && path[1].equals("questions")) {
            ask(exchange, owner, path[0]);
        } else {
            throw unknown();
        }
    }

    private void all(Exchange exchange, String owner) throws IOException {
        if (exchange.isPost()) {
            VideoStream stream = VideoRequests.begin(exchange, owner);
            streams.add(stream, exchange.settings().videoStreams());
            exchange.send(200, VideoStreamJson.of(stream));
        } else if (exchange.isDelete()) {
            throw unknown();
        } else {
            exchange.send(200, VideoStreamJson.of(streams.of(owner)));
        }
    }

    private void one(Exchange exchange, String owner, String id) throws IOException {
        try (VideoStreams.Visit visit = streams.visit(id, owner)) {
            if (exchange.isDelete()) {
                streams.remove(visit.stream());
                exchange.send(200, VideoStreamJson.ended(visit.stream()));
            } else {
                exchange.send(200, VideoStreamJson.of(visit.stream()));
            }
        }
    }

    private void push(Exchange exchange, String owner, String id) throws IOException {
        exchange.trace().tool(SKILL);
        try (VideoStreams.Visit visit = streams.visit(id, owner)) {
            VideoStream stream = visit.stream();
            List<LiveFrame> frames = VideoRequests.frames(exchange);
            List<String> warnings = new ArrayList<>();
            if (!stream.hasRoom(frames)) {
                look(exchange, stream, true, warnings, SILENCE);
            }
            int passedOver = stream.push(frames);
            if (passedOver > 0) {
                warnings.add(
                        "%s frames were passed over: they are not later than what had come before. Push frames in their order."
                                .formatted(passedOver));
            }
            look(exchange, stream, false, warnings, SILENCE);
            exchange.send(200, VideoStreamJson.with(VideoStreamJson.of(stream), warnings));
        }
    }

    private void ask(Exchange exchange, String owner, String id) throws IOException {
        exchange.trace().tool(SKILL);
        try (VideoStreams.Visit visit = streams.visit(id, owner)) {
            VideoStream stream = visit.stream();
            VideoRequests.Question question = VideoRequests.question(exchange, stream.options());
            List<String> warnings = new ArrayList<>();
            if (question.stream()) {
                StreamedVideoAnswer answer = new StreamedVideoAnswer(exchange, stream, warnings);
                answer.attempt(
                        () -> {
                            LiveMemory seen = look(exchange, stream, true, warnings, answer::beat);
                            try (EventFeed<LiveAnswer> feed = asked(exchange, seen, question)) {
                                answer.send(feed, 1);
                            }
                        });
                return;
            }
            LiveMemory seen = look(exchange, stream, true, warnings, SILENCE);
            try (EventFeed<LiveAnswer> feed = asked(exchange, seen, question)) {
                Finished<LiveAnswer> ended = feed.ends(exchange).get(0);
                warnings.addAll(ended.warnings());
                exchange.send(200, VideoStreamJson.of(stream, ended.result(), warnings));
            }
        }
    }

    private EventFeed<LiveAnswer> asked(
            Exchange exchange, LiveMemory seen, VideoRequests.Question question) {
        return new EventFeed<>(
                exchange.load(),
                exchange.trace(),
                SKILL,
                1,
                i ->
                        broker.generate(
                                LiveWatching.class,
                                patience(exchange),
                                it ->
                                        it.ask(
                                                seen,
                                                question.text(),
                                                question.moment(),
                                                question.options())));
    }

    /**
     * Looks at frames that wait.
     *
     * @param meanwhile is done every second or so
     */
    private LiveMemory look(
            Exchange exchange,
            VideoStream stream,
            boolean all,
            List<String> warnings,
            Streamed.Work meanwhile)
            throws IOException {
        return stream.look(
                all,
                patience(exchange),
                (memory, frames) -> {
                    try (EventFeed<LiveMemory> feed =
                            new EventFeed<>(
                                    exchange.load(),
                                    exchange.trace(),
                                    SKILL,
                                    1,
                                    i ->
                                            broker.generate(
                                                    LiveWatching.class,
                                                    patience(exchange),
                                                    it ->
                                                            it.see(
                                                                    memory,
                                                                    frames,
                                                                    stream.options())))) {
                        Finished<LiveMemory> ended = seen(feed, meanwhile);
                        warnings.addAll(ended.warnings());
                        return ended.result();
                    }
                },
                warnings::add);
    }

    private static Finished<LiveMemory> seen(EventFeed<LiveMemory> feed, Streamed.Work meanwhile)
            throws IOException {
        while (true) {
            EventFeed.News news = feed.next();
            if (news == null) {
                meanwhile.run();
            } else if (news.event() instanceof Finished<?> finished) {
                return feed.own(finished);
            }
        }
    }

    private static Duration patience(Exchange exchange) {
        return Duration.ofMillis(exchange.settings().patienceMillis());
    }

    private static ApiException unknown() {
        return new ApiException(
                ApiError.notFound(
                        "not-found",
                        "There is nothing at this address. Begin a stream with POST at"
                                + " /v1/videos/streams, push to /v1/videos/streams/ID/frames, ask"
                                + " at /v1/videos/streams/ID/questions, and use GET and DELETE at"
                                + " /v1/videos/streams/ID."));
    }
}
