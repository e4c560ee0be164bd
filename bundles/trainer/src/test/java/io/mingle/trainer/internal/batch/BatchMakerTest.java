package io.mingle.trainer.internal.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.thinker.prompt.Grid;
import io.mingle.trainer.data.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchMakerTest {

    @TempDir Path folder;
    private TinyBatches batches;
    private Batch batch;

    @BeforeEach
    void draw() throws IOException {
        batches = new TinyBatches(folder);
        batch = batches.draw(5);
    }

    @AfterEach
    void close() {
        batches.close();
    }

    private int length() {
        return batch.ids().length / batch.samples();
    }

    @Test
    void theTokensToPredictAreTheAnswersOfTheirTurns() {
        List<String> answers = new ArrayList<>();
        List<Integer> answer = new ArrayList<>();
        int end = batches.networks().decoder().eosToken();
        for (int i = 0; i < batch.at().length; i++) {
            assertEquals(batch.targets()[i], batch.ids()[(int) batch.at()[i] + 1]);
            if (batch.targets()[i] == end) {
                answers.add(
                        batches.tokenizer()
                                .decode(answer.stream().mapToInt(Integer::intValue).toArray()));
                answer.clear();
            } else {
                answer.add((int) batch.targets()[i]);
            }
        }
        assertTrue(answers.size() >= batch.samples(), "one answer per picture at least");
        for (String text : answers) {
            assertTrue(text.matches("\\d|[a-z]+|\\[\\d+, \\d+, \\d+, \\d+]"), text);
        }
    }

    @Test
    void everyTurnStandsWhereItWouldStandAlone() {
        Grid grid = new Grid(1, 8, 8);
        PromptEncoder.Encoded alone = batches.prompts().prompt(grid, "How many circles are there?");
        Row row = new Row();
        int prefix = prefix(alone.ids());
        row.add(
                1,
                batches.prompts().prompt(grid, "What colour is the square?"),
                new long[] {1},
                prefix);
        int first = row.length();
        row.add(2, alone, new long[] {2}, prefix);
        long[][] positions = new long[3][row.length()];
        row.copyTo(
                0,
                new long[row.length()],
                new long[row.length()],
                positions,
                new ArrayList<>(),
                new ArrayList<>());
        int tail = alone.ids().length - prefix;
        long[] expected = new long[tail];
        for (int i = 0; i < tail; i++) {
            expected[i] = alone.positions()[prefix + i];
        }
        assertArrayEquals(expected, Arrays.copyOfRange(positions[0], first, first + tail));
        assertEquals(expected[tail - 1] + 1, positions[0][row.length() - 1]);
    }

    private int prefix(long[] ids) {
        int last = 0;
        for (int i = 0; i < ids.length; i++) {
            last = ids[i] == batches.prompts().visualToken() ? i : last;
        }
        return last + 3;
    }

    @Test
    void thereIsOneVisualTokenPerMergeBlockAndOneLabelPerPatch() {
        int patches = batch.plan().order().length;
        assertEquals(patches / 4, batch.visual().length);
        assertEquals(patches, batch.labels().length);
        assertEquals(batch.visual().length, Arrays.stream(batch.modality()).sum());
        long drawn = Arrays.stream(batch.labels()).filter(l -> l != Labels.NOTHING).count();
        assertTrue(drawn > 0 && drawn < patches, drawn + " of " + patches);
    }

    @Test
    void theSameSeedDrawsTheSameBatch() {
        Batch again = batches.draw(5);
        assertArrayEquals(batch.rows().toArray(), again.rows().toArray());
        assertArrayEquals(batch.ids(), again.ids());
        assertArrayEquals(batch.labels(), again.labels());
        assertEquals(length(), again.ids().length / again.samples());
    }
}
