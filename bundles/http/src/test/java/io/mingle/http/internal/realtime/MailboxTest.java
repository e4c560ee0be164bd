package io.mingle.http.internal.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailboxTest {

    private final Mailbox mailbox = new Mailbox();
    private final List<String> done = new CopyOnWriteArrayList<>();

    /** Returns the one that puts it, which waits if there is no room. */
    private Thread put(String name, int length) {
        Thread thread = new Thread(() -> mailbox.put(() -> done.add(name), length));
        thread.start();
        return thread;
    }

    private void next() throws Exception {
        Mailbox.Step step = mailbox.next(30_000);
        assertNotNull(step);
        step.run();
    }

    @Test
    void holdsOneMessageOfTheLargestAtATime() throws Exception {
        put("first", 8 << 20).join();
        Thread second = put("second", 8 << 20);
        second.join(200);
        assertFalse(second.getState() == Thread.State.TERMINATED, "It was not waited for");
        next();
        second.join();
        next();
        assertEquals(List.of("first", "second"), done);
    }

    @Test
    void holdsManyThatAreSmall() throws Exception {
        for (int i = 0; i < 64; i++) {
            put("small", 100).join();
        }
        Thread more = put("more", 100);
        more.join(200);
        assertFalse(more.getState() == Thread.State.TERMINATED, "It was not waited for");
        next();
        more.join();
    }

    @Test
    void letsThoseWhoWaitGoOnWhenItIsClosed() throws Exception {
        put("first", 8 << 20).join();
        Thread second = put("second", 8 << 20);
        mailbox.close();
        second.join();
    }
}
