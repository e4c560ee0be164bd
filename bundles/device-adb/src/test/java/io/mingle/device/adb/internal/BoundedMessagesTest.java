package io.mingle.device.adb.internal;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BoundedMessagesTest {

    private static final int HEAD = 24;

    /** Messages as long as they may be, without an end. */
    private static final class Flood extends InputStream {

        private final byte[] head =
                ByteBuffer.allocate(HEAD)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(12, BoundedMessages.MOST)
                        .array();
        private int at;

        @Override
        public int read() {
            int next = at < HEAD ? head[at] : 0;
            at = (at + 1) % (HEAD + BoundedMessages.MOST);
            return next & 0xFF;
        }
    }

    private static void message(InputStream in) throws IOException {
        in.readNBytes(HEAD + BoundedMessages.MOST);
    }

    @Test
    void messagesThatNobodyAskedForEndTheConnection() throws IOException {
        BoundedMessages messages = new BoundedMessages(new Flood());
        int most = (int) (BoundedMessages.MOST_TOGETHER / (HEAD + BoundedMessages.MOST));
        for (int i = 0; i < most; i++) {
            message(messages);
        }
        IOException told = assertThrows(IOException.class, () -> message(messages));
        assertTrue(told.getMessage().contains("for one command"), told::getMessage);
    }

    @Test
    void eachCommandHasItsOwn() throws IOException {
        BoundedMessages messages = new BoundedMessages(new Flood());
        for (int i = 0; i < 3; i++) {
            messages.begin();
            for (int j = 0; j < 60; j++) {
                message(messages);
            }
        }
    }
}
