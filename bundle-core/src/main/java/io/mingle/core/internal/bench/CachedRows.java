package io.mingle.core.internal.bench;

import io.mingle.core.internal.thinker.DecoderRunner;
import io.mingle.decode.Part;
import io.mingle.decode.Rows;
import io.mingle.decode.Sequence;
import io.mingle.tensor.TensorRuntime;
import java.util.Arrays;

/** A sequence of some rows of text, behind which a token is decoded again and again. */
final class CachedRows implements AutoCloseable {

    private static final int CHUNK = 512;

    private final TensorRuntime runtime;
    private final DecoderRunner decoder;
    private final Sequence sequence;
    private final int count;

    CachedRows(TensorRuntime runtime, DecoderRunner decoder, int count) {
        this.runtime = runtime;
        this.decoder = decoder;
        this.sequence = decoder.open();
        this.count = count;
        runtime.scheduler()
                .call(
                        () -> {
                            read();
                            return count;
                        });
    }

    private void read() {
        sequence.reserve(count + 1);
        while (sequence.length() < count) {
            int from = sequence.length();
            int rows = Math.min(CHUNK, count - from);
            int[] positions = new int[3 * rows];
            Arrays.setAll(positions, i -> from + i % rows);
            decoder.step(new Part(sequence, new Rows.Tokens(new int[rows]), positions));
        }
    }

    /** Decodes a token behind the rows. */
    void decode(int id) {
        sequence.rewind(count);
        decoder.decode(sequence, id, count, count, count);
    }

    @Override
    public void close() {
        runtime.scheduler().finish(sequence::close);
    }
}
