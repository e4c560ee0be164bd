package io.mingle.host.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

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
        try (StartLine start = new StartLine(new LiveLine(stream, true, 80))) {
            start.doing("unpacking");
        }
        assertEquals("", bytes.toString());
    }

    @Test
    void slowStartSaysWhatItDoes() throws Exception {
        try (StartLine start = new StartLine(new LiveLine(stream, true, 80))) {
            start.doing("unpacking");
            Thread.sleep(1300);
        }
        assertTrue(bytes.toString().contains("mingle: unpacking … 1 s"), bytes.toString());
        assertTrue(bytes.toString().endsWith("\r\u001b[K"), bytes.toString());
    }
}
