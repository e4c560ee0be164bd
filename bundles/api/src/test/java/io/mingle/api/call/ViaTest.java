package io.mingle.api.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ViaTest {

    private static final String A = "0a-1";
    private static final String B = "0b-2";

    @Test
    void whatIsWrittenIsReadAgain() {
        Via via = Via.NONE.with(A).with(B);
        assertEquals("1.1 mingle-0a-1, 1.1 mingle-0b-2", via.header());
        assertEquals(via, Via.of(List.of(via.header())));
        assertEquals(via, Via.of(List.of("1.1 mingle-0A-1", "HTTP/1.1 mingle-0b-2")));
        assertTrue(via.has(A) && via.has("0B-2"));
        assertFalse(via.has("0a"));
    }

    @Test
    void othersAreNoHostsOfOurs() {
        assertEquals(
                Via.NONE.with(A),
                Via.of(List.of("1.0 fred, 1.1 mingle-0a-1, 1.1 p.example (mingle-0b-2)")));
        assertEquals(Via.NONE, Via.of(List.of("", "1.1 mingle-", "1.1 mingle-" + "0".repeat(99))));
    }

    @Test
    void noMoreAreReadThanAreOneTooMany() {
        Via most = Via.of(Collections.nCopies(Via.MOST, "1.1 mingle-0a-1"));
        assertFalse(most.isTooLong());
        Via many = Via.of(List.of(most.with(A).with(B).header(), "1.1 mingle-0b-2"));
        assertTrue(many.isTooLong());
        assertEquals(Via.MOST + 1, many.hosts().size());
    }

    @Test
    void aThreadKnowsItUntilTheCallEndsAndWhoProducesForItToo() {
        Via via = Via.NONE.with(A);
        Generation<Via> produced;
        try (Via.Scope ignored = via.makeCurrent()) {
            assertSame(via, Via.current());
            produced = GenerationChannel.produce("via", channel -> Via.current());
        }
        assertSame(Via.NONE, Via.current());
        assertSame(via, produced.join(Duration.ofSeconds(30)).result());
    }
}
