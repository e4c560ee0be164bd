package io.mingle.thinker.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.InternalException;
import io.mingle.core.internal.json.JsonFiles;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The byte-level tokenizer of a model folder.
 *
 * <p>Text is encoded by the native library, without added tokens: {@code <image>} typed by a person
 * is six or so ordinary tokens, whoever wants the special one asks {@link #special} for its id. Ids
 * are decoded here, so that streaming can hold back half a character.
 *
 * <p>Safe for use by several threads; {@link #close} waits for calls in progress.
 */
public final class Tokenizer implements AutoCloseable {

    private static final long MAX_FILE_BYTES = 64L << 20;

    private final Vocabulary vocabulary;
    private final HuggingFaceTokenizer encoder;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private Tokenizer(Vocabulary vocabulary, HuggingFaceTokenizer encoder) {
        this.vocabulary = vocabulary;
        this.encoder = encoder;
    }

    /**
     * Reads a tokenizer and gives it to the native library.
     *
     * @param file a {@code tokenizer.json}
     * @return the tokenizer; owned by the caller, who closes it
     * @throws io.mingle.api.error.BrokenModelException if the file is no byte-level tokenizer
     * @throws io.mingle.api.error.EngineUnavailableException if there is no native library for this
     *     machine
     */
    public static Tokenizer open(Path file) {
        ObjectNode root = json(file);
        Vocabulary vocabulary = new Vocabulary(root, file.toString());
        return new Tokenizer(vocabulary, NativeEncoder.open(root, file.toString()));
    }

    static ObjectNode json(Path file) {
        return (ObjectNode) JsonFiles.readObject(file, MAX_FILE_BYTES);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * Encodes text as it is, whatever it contains. Half of a surrogate pair becomes U+FFFD.
     *
     * @param text any text
     * @return ids of ordinary tokens only, none of them special or an added one that the model's
     *     own vocabulary lacks
     * @throws InternalException if the tokenizer is closed
     */
    public int[] encode(String text) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new InternalException(
                        "The tokenizer was used after it had been closed.", null);
            }
            long[] ids = encoder.encode(wellFormed(text), false, false).getIds();
            int[] narrow = new int[ids.length];
            for (int i = 0; i < ids.length; i++) {
                narrow[i] = Math.toIntExact(ids[i]);
            }
            return narrow;
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Looks up an added token.
     *
     * @param content its exact text, for example {@code </image>}
     * @return its id, or nothing if the vocabulary has none of that text
     */
    public OptionalInt special(String content) {
        return vocabulary.added(content);
    }

    /**
     * Returns what an id stands for, as it is decoded; for a special token its content.
     *
     * @param id any id
     * @return a copy of its bytes in UTF-8, perhaps a part of a character; none for an id without a
     *     token
     */
    public byte[] bytes(int id) {
        return vocabulary.bytes(id).clone();
    }

    /**
     * Tells whether an id is that of a special token, which is left out of text.
     *
     * @param id any id
     * @return whether it is
     */
    public boolean isSpecial(int id) {
        return vocabulary.isSpecial(id);
    }

    /**
     * Decodes ids, leaving out special tokens and ids without a token.
     *
     * @param ids any ids
     * @return the text; bytes that are no UTF-8 become U+FFFD
     */
    public String decode(int... ids) {
        StreamingDecoder decoder = stream();
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(decoder.push(id));
        }
        return text.append(decoder.finish()).toString();
    }

    /**
     * Starts decoding one answer, token by token.
     *
     * @return a new decoder, for one thread
     */
    public StreamingDecoder stream() {
        return new StreamingDecoder(vocabulary);
    }

    /**
     * Returns one more than the highest id that stands for a token. Models have more rows than
     * that; the ids from here on cannot be decoded.
     *
     * @return a count
     */
    public int size() {
        return vocabulary.size();
    }

    /** Frees the native library's memory. Closing twice does nothing. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                encoder.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static String wellFormed(String text) {
        StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            boolean pair =
                    i + 1 < text.length()
                            && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
            if (pair) {
                i++;
            } else {
                repaired = repaired == null ? new StringBuilder(text) : repaired;
                repaired.setCharAt(i, '\uFFFD');
            }
        }
        return repaired == null ? text : repaired.toString();
    }
}
