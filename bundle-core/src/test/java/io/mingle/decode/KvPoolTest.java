package io.mingle.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KvPoolTest {

    /** Memory of so many rows; a row is a byte. */
    private static final class Rows implements KvPool.Memory {

        private final long limit;
        private final boolean generous;
        private long held;

        Rows(long limit, boolean generous) {
            this.limit = limit;
            this.generous = generous;
        }

        @Override
        public Tensor take(int rows) {
            if (held + rows > limit) {
                throw new MemoryRefusedException("full", rows, limit - held, Map.of());
            }
            held += rows;
            return new Taken(this, rows);
        }

        @Override
        public long spareRows() {
            return generous ? (limit - held) / 4 : 0;
        }
    }

    private static final class Taken implements Tensor {

        private final Rows memory;
        private final int rows;
        private boolean closed;

        Taken(Rows memory, int rows) {
            this.memory = memory;
            this.rows = rows;
        }

        @Override
        public DataType type() {
            return DataType.UINT8;
        }

        @Override
        public long[] shape() {
            return new long[] {rows};
        }

        @Override
        public float[] floats() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long[] longs() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            assertTrue(!closed, "closed twice");
            closed = true;
            memory.held -= rows;
        }
    }

    private static final int PAGE = KvPool.PAGE;

    @Test
    void aSequenceAloneGrowsInOneRun() {
        KvPool pool = new KvPool(new Rows(1000L * PAGE, true));
        Sequence sequence = new Sequence(pool);
        for (int rows = 1; rows <= 64 * PAGE; rows++) {
            sequence.reserve(rows);
            assertEquals(1, sequence.runs(0, rows).size());
        }
    }

    @Test
    void sequencesThatGrowBesideOneAnotherAreLeftRoomForIt() {
        KvPool pool = new KvPool(new Rows(300L * PAGE, true));
        List<Sequence> sequences = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sequences.add(new Sequence(pool));
            sequences.get(i).reserve(2 * PAGE);
        }
        for (int rows = 2 * PAGE; rows <= 15 * PAGE; rows += PAGE) {
            for (Sequence sequence : sequences) {
                sequence.reserve(rows);
                assertEquals(1, sequence.runs(0, rows).size());
            }
        }
    }

    @Test
    void aRefusedSequenceKeepsWhatItHadAndTakesNothing() {
        Rows memory = new Rows(5L * PAGE, false);
        KvPool pool = new KvPool(memory);
        Sequence first = new Sequence(pool);
        first.reserve(3 * PAGE);
        Sequence second = new Sequence(pool);
        second.reserve(PAGE);
        assertThrows(MemoryRefusedException.class, () -> second.reserve(3 * PAGE));
        assertEquals(PAGE, second.room());
        first.reserve(4 * PAGE);
        assertThrows(MemoryRefusedException.class, () -> second.reserve(2 * PAGE));
        first.close();
        second.reserve(5 * PAGE);
        second.close();
        assertEquals(0, memory.held);
    }

    @Test
    void pagesOfASegmentThatIsInUseAreTakenBeforeMoreMemoryIs() {
        Rows memory = new Rows(1000L * PAGE, true);
        KvPool pool = new KvPool(memory);
        Sequence first = new Sequence(pool);
        first.reserve(1);
        long held = memory.held;
        Sequence second = new Sequence(pool);
        second.reserve(10 * PAGE);
        assertEquals(held, memory.held);
        first.close();
        assertEquals(held, memory.held);
        second.close();
        assertEquals(0, memory.held);
    }

    @Test
    void aForkHoldsTheWholePagesUntilBothAreClosed() {
        Rows memory = new Rows(100L * PAGE, false);
        KvPool pool = new KvPool(memory);
        Sequence first = new Sequence(pool);
        first.reserve(2 * PAGE + 5);
        first.ran(2 * PAGE + 5);
        Sequence second = first.fork();
        assertEquals(2 * PAGE, second.length());
        assertEquals(first.runs(0, 2 * PAGE), second.runs(0, 2 * PAGE));
        second.reserve(3 * PAGE);
        assertEquals(2, Run.of(pages(second)).size(), "its third page is its own");
        first.close();
        assertTrue(memory.held > 0);
        second.close();
        assertEquals(0, memory.held);
    }

    private static List<Page> pages(Sequence sequence) {
        List<Page> pages = new ArrayList<>();
        for (Run run : sequence.runs(0, sequence.room())) {
            for (int place = run.place(); place < run.place() + run.count(); place += PAGE) {
                pages.add(new Page(run.segment(), place / PAGE));
            }
        }
        return pages;
    }

    @Test
    void whateverComesAndGoesNoPageHasTwoSequencesAndAllGoesBack() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Rows memory = new Rows(PAGE * (long) (20 + random.nextInt(200)), random.nextBoolean());
            KvPool pool = new KvPool(memory);
            List<Sequence> sequences = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                sequences.add(new Sequence(pool));
            }
            for (int i = 0; i < 400; i++) {
                Sequence sequence = sequences.get(random.nextInt(sequences.size()));
                int room = sequence.room();
                if (random.nextInt(4) == 0) {
                    sequence.close();
                } else {
                    int rows = room + random.nextInt(5 * PAGE);
                    try {
                        sequence.reserve(rows);
                        assertTrue(sequence.room() >= rows);
                    } catch (MemoryRefusedException e) {
                        assertEquals(room, sequence.room());
                    }
                }
                requireApart(sequences);
            }
            sequences.forEach(Sequence::close);
            assertEquals(0, memory.held);
        }
    }

    private static void requireApart(List<Sequence> sequences) {
        Set<Page> taken = new HashSet<>();
        for (Sequence sequence : sequences) {
            for (Page page : pages(sequence)) {
                assertTrue(taken.add(page), "a page is held twice");
            }
        }
    }
}
