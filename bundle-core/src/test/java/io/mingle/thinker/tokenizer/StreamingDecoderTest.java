package io.mingle.thinker.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamingDecoderTest {

    private final Vocabulary vocabulary = new Vocabulary(TinyTokenizer.json(), "tokenizer.json");

    @Test
    void holdsBackWhatIsNotComplete() {
        StreamingDecoder decoder = new StreamingDecoder(vocabulary);
        assertEquals("", decoder.push(172));
        assertEquals("", decoder.push(253));
        assertEquals("", decoder.push(247));
        assertEquals("🙂", decoder.push(224));
        assertEquals("a", decoder.push(64));
        assertEquals("", decoder.finish());
    }

    @Test
    void specialTokensBetweenBytesDoNotDisturb() {
        StreamingDecoder decoder = new StreamingDecoder(vocabulary);
        assertEquals("", decoder.push(127));
        assertEquals("", decoder.push(660));
        assertEquals("é", decoder.push(102));
    }

    @Test
    void whatNeverBecomesCompleteIsReplacedAtTheEnd() {
        StreamingDecoder decoder = new StreamingDecoder(vocabulary);
        assertEquals("", decoder.push(172));
        assertEquals("", decoder.push(253));
        assertEquals("\uFFFD", decoder.finish());
        assertEquals("", decoder.finish());
        assertThrows(IllegalStateException.class, () -> decoder.push(64));
    }

    @Test
    void brokenBytesAreReplacedAndTheRestGoesOn() {
        StreamingDecoder decoder = new StreamingDecoder(vocabulary);
        assertEquals("", decoder.push(172));
        assertEquals("\uFFFDa", decoder.push(64));
    }

    @Test
    void anyBytesInAnyPiecesGiveTheSameText() {
        Random random = new Random(5);
        int[] idOfByte = new int[256];
        for (int id = 0; id < 256; id++) {
            idOfByte[vocabulary.bytes(id)[0] & 0xFF] = id;
        }
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                bytes =
                        "aé中🙂"
                                .repeat(2)
                                .substring(random.nextInt(4))
                                .getBytes(StandardCharsets.UTF_8);
            }
            StreamingDecoder decoder = new StreamingDecoder(vocabulary);
            StringBuilder text = new StringBuilder();
            for (byte each : bytes) {
                text.append(decoder.push(idOfByte[each & 0xFF]));
            }
            text.append(decoder.finish());
            assertEquals(new String(bytes, StandardCharsets.UTF_8), text.toString());
        }
    }
}
