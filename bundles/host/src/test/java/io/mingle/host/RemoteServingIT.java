package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.host.StreamingCaller.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One Mingle before two others, of which one is killed while callers get their answers. */
@Timeout(400)
class RemoteServingIT {

    private static final int CALLERS = 4;
    private static final int AFTERWARDS = 2;

    private static final Pattern CHATS =
            Pattern.compile(
                    "http_server_request_duration_seconds_count\\{[^}]*chat/completions[^}]*\\}"
                            + " (\\S+)");

    private static final Pattern CALLS = Pattern.compile("\\nmingle_calls\\{[^}]*\\} (\\S+)");

    /** Of several one at least is still under way a moment after they were counted. */
    private static final int SEVERAL = 2;

    @TempDir private Path folder;

    private final ConcurrentLinkedQueue<Ended> ended = new ConcurrentLinkedQueue<>();

    private CompletableFuture<ServedMingle> serve(String... arguments) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new ServedMingle(folder, arguments);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
    }

    /** Adds up a figure of a server. */
    private static double figure(Pattern name, ServedMingle server) throws Exception {
        String figures = server.get(server.address().resolve("metrics")).body();
        double all = 0;
        for (Matcher each = name.matcher(figures); each.find(); ) {
            all += Double.parseDouble(each.group(1));
        }
        return all;
    }

    private void endpoint(Path etc, String name, ServedMingle server) throws Exception {
        Files.writeString(
                etc.resolve("io.mingle.remote~" + name + ".cfg"),
                "url = " + server.baseUrl() + "\nhealthSeconds = 1\nconnectSeconds = 30\n");
    }

    @Test
    void nothingFailsOfWhatHadNotBegunWhereOneOfTwoIsKilled() throws Exception {
        Path etc = Files.createDirectories(folder.resolve("etc"));
        CompletableFuture<ServedMingle> starting = serve();
        try (ServedMingle one = new ServedMingle(folder);
                ServedMingle other = starting.join()) {
            endpoint(etc, "one", one);
            endpoint(etc, "other", other);
            try (ServedMingle front = new ServedMingle(folder, "--config", etc.toString())) {
                endpoint(etc, "self", front);
                front.await("has come through this server before");
                awaitBoth(front, one, other);
                AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
                try {
                    List<Future<?>> running = new ArrayList<>();
                    List<StreamingCaller> all = new ArrayList<>();
                    for (int i = 0; i < CALLERS; i++) {
                        StreamingCaller caller = new StreamingCaller(front.address());
                        all.add(caller);
                        running.add(callers.submit(() -> askOn(caller, left)));
                    }
                    await(() -> areSeveralInTheMiddle(all, one));
                    one.process().destroyForcibly();
                    left.set(CALLERS * AFTERWARDS);
                    for (Future<?> each : running) {
                        each.get(200, TimeUnit.SECONDS);
                    }
                } finally {
                    callers.shutdownNow();
                }
                check();
            }
        }
    }

    private Void askOn(StreamingCaller caller, AtomicInteger left) throws Exception {
        while (left.getAndDecrement() > 0) {
            ended.add(caller.ask());
        }
        return null;
    }

    /** Tells whether several of the answers that have begun come from a server. */
    private boolean areSeveralInTheMiddle(List<StreamingCaller> all, ServedMingle server)
            throws Exception {
        int before = ended.size();
        return all.stream().allMatch(StreamingCaller::isInTheMiddle)
                && figure(CALLS, server) >= SEVERAL
                && ended.size() == before;
    }

    /** Asks until both have answered. */
    private void awaitBoth(ServedMingle front, ServedMingle one, ServedMingle other)
            throws Exception {
        StreamingCaller caller = new StreamingCaller(front.address());
        await(
                () -> {
                    assertTrue(caller.ask().complete(), front.said());
                    return figure(CHATS, one) > 0 && figure(CHATS, other) > 0;
                });
    }

    private void check() {
        for (Ended each : ended) {
            if (!each.complete()) {
                assertTrue(each.begun(), each.toString());
                assertEquals("skill-unavailable", each.code(), each.toString());
                assertTrue(each.message().endsWith("ask again."), each.toString());
            }
        }
        assertTrue(
                ended.stream().anyMatch(it -> it.begun() && !it.complete()),
                "No answer was coming from the host that was killed: " + ended);
        long complete = ended.stream().filter(Ended::complete).count();
        assertTrue(complete >= CALLERS * AFTERWARDS - CALLERS, ended.toString());
    }

    /** What may throw. */
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(200);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "It did not come to that");
            Thread.sleep(50);
        }
    }
}
