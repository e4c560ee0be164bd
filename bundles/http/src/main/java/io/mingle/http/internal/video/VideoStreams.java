package io.mingle.http.internal.video;

import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The streams of all clients, a bounded number, each until its owner ends it or nobody has asked
 * for it for a while.
 *
 * <p>It is there as long as its bundle: were it made for the servlet that asks for it, it would go
 * with it, and all streams, whenever something that the servlet needs is replaced.
 */
@Component(service = VideoStreams.class, immediate = true)
public final class VideoStreams {

    private static final long SWEEP_SECONDS = 5;

    private final LongSupplier clock;
    private final ScheduledExecutorService sweeping =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "mingle-http-video-streams");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Map<String, Entry> streams = new HashMap<>();

    /** A stream, and who is with it. */
    private static final class Entry {
        private final VideoStream stream;
        private int inside;
        private long left;

        Entry(VideoStream stream, long now) {
            this.stream = stream;
            this.left = now;
        }
    }

    /** Someone is with a stream, which does not end meanwhile unless its owner says so. */
    interface Visit extends AutoCloseable {

        VideoStream stream();

        @Override
        void close();
    }

    @Activate
    public VideoStreams() {
        this(System::nanoTime);
        sweeping.scheduleWithFixedDelay(
                this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /** Makes one that sweeps when it is told to. */
    public VideoStreams(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Keeps a stream.
     *
     * @param most how many there may be; of one owner, half as many
     * @throws ApiException if there are as many
     */
    synchronized void add(VideoStream stream, int most) {
        sweep();
        int own = Math.max(1, most / 2);
        if (streams.size() >= most || of(stream.owner()).size() >= own) {
            throw new ApiException(
                    ApiError.of(
                            429,
                            "too-many-streams",
                            "%s streams of video are kept, %s of them for this caller; there may be %s, and %s for one caller. End one with DELETE /v1/videos/streams/ID."
                                    .formatted(
                                            streams.size(), of(stream.owner()).size(), most, own)));
        }
        streams.put(stream.id(), new Entry(stream, clock.getAsLong()));
    }

    /**
     * Goes to a stream.
     *
     * @throws ApiException if the caller has none that is called so
     */
    synchronized Visit visit(String id, String owner) {
        sweep();
        Entry entry = streams.get(id);
        if (entry == null || !entry.stream.owner().equals(owner)) {
            throw new ApiException(
                    ApiError.notFound(
                            "stream-not-found",
                            "There is no such stream of video. One ends with DELETE, when nobody"
                                    + " has asked for it for a while, and with the server. Begin"
                                    + " another with POST /v1/videos/streams."));
        }
        entry.inside++;
        return new Visit() {
            @Override
            public VideoStream stream() {
                return entry.stream;
            }

            @Override
            public void close() {
                leave(entry);
            }
        };
    }

    private synchronized void leave(Entry entry) {
        entry.inside--;
        entry.left = clock.getAsLong();
    }

    /** Ends a stream. */
    synchronized void remove(VideoStream stream) {
        streams.remove(stream.id());
    }

    /** Returns the streams of an owner, oldest first. */
    synchronized List<VideoStream> of(String owner) {
        return streams.values().stream()
                .map(it -> it.stream)
                .filter(it -> it.owner().equals(owner))
                .sorted(Comparator.comparing(VideoStream::created))
                .toList();
    }

    /** Ends those that nobody has asked for. */
    public synchronized void sweep() {
        long now = clock.getAsLong();
        streams.values()
                .removeIf(it -> it.inside == 0 && now - it.left >= it.stream.idle().toNanos());
    }

    /** Returns how many there are. */
    public synchronized int size() {
        return streams.size();
    }

    @Deactivate
    public void close() {
        sweeping.shutdownNow();
    }
}
