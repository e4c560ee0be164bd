package io.mingle.trainer.internal.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidatesTest {

    @TempDir Path folder;

    @Test
    void theHardestOfAllBatchesMakeOne() throws IOException {
        try (TinyBatches batches = new TinyBatches(folder)) {
            Candidates candidates = batches.candidates(5, 3);
            List<Batch> all = candidates.batches();
            int room = all.get(0).samples();
            assertEquals(3 * room, candidates.samples());
            List<float[]> losses = IntStream.range(0, 3).mapToObj(i -> new float[room]).toList();
            losses.get(1)[2] = 7;
            losses.get(2)[0] = 9;
            losses.get(0)[room - 1] = 8;

            Batch hardest = candidates.hardest(losses);

            assertEquals(room, hardest.samples());
            assertSame(all.get(2).rows().get(0), hardest.rows().get(0));
            assertSame(all.get(0).rows().get(room - 1), hardest.rows().get(1));
            assertSame(all.get(1).rows().get(2), hardest.rows().get(2));
        }
    }
}
