package io.mingle.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.End;
import io.mingle.api.event.Failed;
import io.mingle.api.event.Finished;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Heard;
import io.mingle.remote.internal.wire.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of two endpoints is killed while callers get their answers. */
@Timeout(120)
class KilledEndpointTest {

    private static final String CHAT = "/chat/completions";
    private static final int CALLERS = 6;
    private static final int HELD = 2;
    private static final int AFTERWARDS = 40;

    /** An answer that has come to its end. */
    private record Ended(String text, End end) {}

    private final ConcurrentLinkedQueue<Heard> asked = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Ended> ended = new ConcurrentLinkedQueue<>();

    @Test
    void onlyWhatHadBegunThereFailsAndAsksForAnotherTry() throws Exception {
        AtomicInteger held = new AtomicInteger();
        ScriptedServer.Script holding =
                line -> {
                    if (held.incrementAndGet() <= HELD) {
                        line.events().say("held").awaitGone();
                    } else {
                        line.events().say("a").say("b").end();
                    }
                };
        ScriptedServer.Script steady = line -> line.events().say("a").say("b").end();
        try (ScriptedServer one = new ScriptedServer().on(CHAT, holding);
                ScriptedServer other = new ScriptedServer().on(CHAT, steady);
                Fleet fleet = Fleet.of(Offer.UNDERSTANDING, one, other)) {
            AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
            try {
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < CALLERS; i++) {
                    running.add(callers.submit(() -> ask(fleet, left)));
                }
                Fleet.await(
                        () ->
                                asked.stream().filter(it -> it.text().equals("held")).count()
                                        == HELD);
                one.close();
                left.set(AFTERWARDS);
                for (Future<?> each : running) {
                    each.get(60, TimeUnit.SECONDS);
                }
            } finally {
                callers.shutdownNow();
            }
        }
        List<Ended> failed = ended.stream().filter(it -> !(it.end() instanceof Finished)).toList();
        assertTrue(failed.size() >= HELD && failed.size() <= CALLERS, failed.toString());
        for (Ended each : failed) {
            assertTrue(!each.text().isEmpty(), each.toString());
            Failed end = (Failed) each.end();
            assertEquals("skill-unavailable", end.error().code());
            assertTrue(end.error().retryable());
            assertTrue(end.error().getMessage().endsWith("; ask again."), end.toString());
        }
        assertTrue(ended.size() - failed.size() >= AFTERWARDS - CALLERS);
    }

    private Void ask(Fleet fleet, AtomicInteger left) throws Exception {
        Understanding understanding = fleet.service(Understanding.class);
        while (left.getAndDecrement() > 0) {
            Heard heard =
                    Heard.of(understanding.ask(Conversation.of("Well?"), GenerationOptions.GREEDY));
            asked.add(heard);
            End end = heard.end();
            ended.add(new Ended(heard.text(), end));
        }
        return null;
    }
}
