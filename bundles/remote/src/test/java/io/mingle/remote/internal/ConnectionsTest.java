package io.mingle.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.call.Via;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Heard;
import io.mingle.remote.internal.wire.Offer;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of connections, and what goes along with what is asked. */
@Timeout(120)
class ConnectionsTest {

    private static final String CHAT = "/chat/completions";

    private static String answer(Fleet fleet) throws InterruptedException {
        return Heard.of(
                        fleet.service(Understanding.class)
                                .ask(Conversation.of("Well?"), GenerationOptions.GREEDY))
                .finished(Answer.class)
                .result()
                .text();
    }

    /** The end of the body comes after its last event, when the caller has the answer already. */
    @Test
    void theConnectionOfAStreamThatIsDoneServesTheNextOne() throws Exception {
        Semaphore finished = new Semaphore(0);
        ScriptedServer.Script script =
                line -> {
                    line.kept().events().say("Yes").done();
                    finished.acquire();
                    line.last();
                };
        try (ScriptedServer server = new ScriptedServer().on(CHAT, script);
                Fleet fleet = Fleet.of(Offer.UNDERSTANDING, server)) {
            Fleet.await(
                    () -> {
                        try {
                            assertEquals("Yes", answer(fleet));
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        finished.release();
                        return isReused(server.asked(CHAT));
                    });
        }
    }

    private static boolean isReused(List<ScriptedServer.Asked> all) {
        return all.stream().mapToInt(ScriptedServer.Asked::client).distinct().count() < all.size();
    }

    @Test
    void oneThatGoesOnAfterItsEndIsLeft() throws Exception {
        Semaphore gone = new Semaphore(0);
        ScriptedServer.Script script =
                line -> {
                    line.kept().events().say("Yes").done();
                    try {
                        while (true) {
                            line.say("and on");
                        }
                    } finally {
                        gone.release();
                    }
                };
        try (ScriptedServer server = new ScriptedServer().on(CHAT, script);
                Fleet fleet = Fleet.of(Offer.UNDERSTANDING, server)) {
            assertEquals("Yes", answer(fleet));
            gone.acquire();
        }
    }

    @Test
    void theHostsThatACallHasComeThroughGoAlong() throws Exception {
        try (ScriptedServer server =
                        new ScriptedServer().on(CHAT, line -> line.events().say("Yes").end());
                Fleet fleet = Fleet.of(Offer.UNDERSTANDING, server);
                Via.Scope ignored = Via.NONE.with("0a").makeCurrent()) {
            answer(fleet);
            assertEquals(
                    "1.1 mingle-0a, 1.1 mingle-0f", server.asked(CHAT).get(0).headers().get("Via"));
        }
    }
}
