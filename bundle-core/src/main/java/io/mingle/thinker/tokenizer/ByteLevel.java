package io.mingle.thinker.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The alphabet of byte-level tokenizers, which writes every byte as one printable character:
 * printable Latin-1 characters stand for themselves, the other 68 bytes for U+0100 and up (Radford
 * et al., "Language Models are Unsupervised Multitask Learners", 2019).
 */
final class ByteLevel {

    private static final int LETTERS = 0x144;
    private static final short[] BYTE_OF_LETTER = new short[LETTERS];

    static {
        Arrays.fill(BYTE_OF_LETTER, (short) -1);
        int next = 0x100;
        for (int value = 0; value < 256; value++) {
            BYTE_OF_LETTER[standsForItself(value) ? value : next++] = (short) value;
        }
    }

    private ByteLevel() {}

    private static boolean standsForItself(int value) {
        return value >= '!' && value <= '~' || value >= 0xA1 && value <= 0xFF && value != 0xAD;
    }

    /** Returns the bytes of a token; a token with any other character is taken as plain text. */
    static byte[] bytes(String token) {
        byte[] bytes = new byte[token.length()];
        for (int i = 0; i < bytes.length; i++) {
            char letter = token.charAt(i);
            int value = letter < LETTERS ? BYTE_OF_LETTER[letter] : -1;
            if (value < 0) {
                return token.getBytes(StandardCharsets.UTF_8);
            }
            bytes[i] = (byte) value;
        }
        return bytes;
    }
}
