package io.mingle.host.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnitsTest {

    @Test
    void bytesAreShownInTheUnitThatFits() {
        assertEquals("0 B", Units.bytes(0));
        assertEquals("999 B", Units.bytes(999));
        assertEquals("1.0 kB", Units.bytes(1000));
        assertEquals("1.0 MB", Units.bytes(999_960));
        assertEquals("137.9 MB", Units.bytes(137_869_940));
        assertEquals("42.0 GB", Units.bytes(42_000_000_000L));
    }

    @Test
    void timesAreShownInTheUnitThatFits() {
        assertEquals("0.4 s", Units.time(Duration.ofMillis(400)));
        assertEquals("3 min 20 s", Units.time(Duration.ofSeconds(200)));
        assertEquals("2 h 5 min", Units.time(Duration.ofMinutes(125)));
    }

    @Test
    void oneThingIsNotSeveral() {
        assertEquals("0 lines", Units.count(0, "line"));
        assertEquals("1 line", Units.count(1, "line"));
        assertEquals("2 lines", Units.count(2, "line"));
    }
}
