package io.mingle.thinker.tokenizer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns the tokens of one answer into text as they come. Bytes of a character that is not complete
 * are held back until the rest arrives; special tokens are left out. All pieces together are what
 * {@link Tokenizer#decode} gives for all ids at once.
 *
 * <p>For one thread.
 */
public final class StreamingDecoder {

    private static final int LONGEST_CHARACTER = 4;

    private final Vocabulary vocabulary;
    private final CharsetDecoder utf8 =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final byte[] held = new byte[LONGEST_CHARACTER];
    private int heldBytes;
    private boolean finished;

    StreamingDecoder(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Takes the next token.
     *
     * @param id any id
     * @return the characters that are complete now; often none
     */
    public String push(int id) {
        if (finished) {
            throw new IllegalStateException("finish() was called before");
        }
        return vocabulary.isSpecial(id) ? "" : decode(vocabulary.bytes(id), false);
    }

    /**
     * Ends the answer.
     *
     * @return U+FFFD for what was held back, or nothing
     */
    public String finish() {
        if (finished) {
            return "";
        }
        finished = true;
        return decode(new byte[0], true);
    }

    private String decode(byte[] bytes, boolean last) {
        ByteBuffer in = ByteBuffer.allocate(heldBytes + bytes.length);
        in.put(held, 0, heldBytes).put(bytes).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        utf8.decode(in, out, last);
        heldBytes = in.remaining();
        in.get(held, 0, heldBytes);
        if (last) {
            utf8.flush(out);
        }
        return out.flip().toString();
    }
}
