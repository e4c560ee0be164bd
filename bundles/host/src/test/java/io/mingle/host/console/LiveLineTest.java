package io.mingle.host.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LiveLineTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true);

    @Test
    void onATerminalTheTextIsOverwrittenAndTakenAway() {
        LiveLine line = new LiveLine(stream, true, 20);
        line.show("one");
        line.show("a text that is longer than the terminal");
        line.clear();
        assertEquals("\r\u001b[Kone\r\u001b[Ka text that is long\r\u001b[K", bytes.toString());
    }

    @Test
    void intoAFileThereAreFewWholeLines() {
        LiveLine line = new LiveLine(stream, false, 0);
        for (int i = 0; i < 1000; i++) {
            line.show("line " + i);
        }
        line.clear();
        assertEquals("line 0" + System.lineSeparator(), bytes.toString());
    }

    @Test
    void quickStartSaysNothing() {
        LiveLine line = new LiveLine(stream, true, 80);
        try (StartLine start = new StartLine(line, Duration.ofHours(1))) {
            start.doing("unpacking");
        }
        assertEquals("", bytes.toString());
    }

    @Test
    @Timeout(60)
    void slowStartSaysWhatItDoesAndForHowLong() throws Exception {
        Pattern second = Pattern.compile("mingle: unpacking … [1-9]\\d* s");
        LiveLine line = new LiveLine(stream, true, 80);
        try (StartLine start = new StartLine(line, Duration.ofMillis(1))) {
            start.doing("unpacking");
            while (!second.matcher(bytes.toString()).find()) {
                Thread.sleep(10);
            }
        }
        assertTrue(bytes.toString().endsWith("\r\u001b[K"), bytes.toString());
    }
}
