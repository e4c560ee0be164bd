package io.mingle.trainer.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.thinker.prompt.Grid;
import io.mingle.trainer.Batch;
import io.mingle.trainer.UnderstandingNetworks;
import io.mingle.trainer.data.Labels;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Quote;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.internal.learn.Pointers;
import io.mingle.vision.picture.RgbPicture;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureSamplerTest {

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

    private long[] numbers(String name) {
        return numbers(batch, name);
    }

    private static long[] numbers(Batch batch, String name) {
        return ((Batch.Numbers) batch.tensors().get(name)).elements();
    }

    private static Object[] rows(Batch batch) {
        return ((Batch.Values) batch.tensors().get("rows")).parts().toArray();
    }

    @Test
    void theTokensToPredictAreTheAnswersOfTheirTurns() {
        List<String> answers = new ArrayList<>();
        List<Integer> answer = new ArrayList<>();
        int end = UnderstandingNetworks.decoder(batches.config()).eosToken();
        for (int i = 0; i < numbers("at").length; i++) {
            assertEquals(numbers("targets")[i], numbers("ids")[(int) numbers("at")[i] + 1]);
            if (numbers("targets")[i] == end) {
                answers.add(
                        batches.tokenizer()
                                .decode(answer.stream().mapToInt(Integer::intValue).toArray()));
                answer.clear();
            } else {
                answer.add((int) numbers("targets")[i]);
            }
        }
        assertTrue(answers.size() >= batch.examples(), "one answer per picture at least");
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

    @Test
    void aQuoteIsReadOffTheQuestionOfItsOwnTurn() {
        String question = "Where is the circle?";
        String answer = "\"circle\"";
        Second laid = second(new Turn(question, answer, List.of(), Quote.of(question, answer)));
        int length = laid.ids().length;
        long[] states = numbers(laid.pointers(), "pointers");
        assertTrue(states.length > 0);
        for (int i = 0; i < states.length; i++) {
            for (int j = 0; j < length; j++) {
                if (numbers(laid.pointers(), "target")[i * length + j] == 1) {
                    String said = word(laid, j).strip();
                    String quoted = word(laid, states[i] + 1).replace("\"", "");
                    assertTrue(said.contains(quoted) || quoted.contains(said), said + quoted);
                    assertTrue(j >= laid.from() && j < states[i], "in its own question");
                }
            }
        }
    }

    @Test
    void whatAQuestionNamesIsSoughtWhileItsOwnWordIsRead() {
        String question = "Where is the circle?";
        int from = question.indexOf("circle");
        Pointing named =
                Pointing.to(
                        new Rectangle2D.Double(0, 0, 1, 1), 1, 1, from, from + "circle".length());
        Second laid = second(new Turn(question, "left", List.of(), List.of(), List.of(named)));
        StringBuilder said = new StringBuilder();
        for (long state : numbers(laid.pointers(), "pointers")) {
            assertTrue(state >= laid.from(), "in its own question");
            said.append(word(laid, state));
        }
        assertEquals("circle", said.toString().strip());
    }

    /**
     * A turn that stands behind another, where all that is to be seen is the first token.
     *
     * @param from where it begins
     */
    private record Second(int from, long[] ids, Batch pointers) {}

    private Second second(Turn turn) {
        Row row = new Row();
        List<Turn> turns = List.of(new Turn("What colour is the square?", "red"), turn);
        int from = 0;
        for (int i = 0; i < turns.size(); i++) {
            from = row.length();
            PromptEncoder.Encoded prompt =
                    batches.prompts().prompt(new Grid(1, 8, 8), turns.get(i).question());
            long[] answer = batches.prompts().answer(turns.get(i).answer());
            row.add(i + 1, prompt, answer, prefix(prompt.ids()));
        }
        int length = row.length();
        long[] ids = new long[length];
        long[][] positions = new long[3][length];
        row.copyTo(0, ids, new long[length], positions, new ArrayList<>(), new ArrayList<>());
        Pointers pointers = new Pointers();
        row.point(pointers, 0, 0, turns, batches.prompts(), (place, frame) -> new long[] {1});
        return new Second(from, ids, pointers.addTo(Batch.of(1), length).build());
    }

    private String word(Second laid, long at) {
        return batches.tokenizer().decode((int) laid.ids()[(int) at]);
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
        int patches = numbers("order").length;
        assertEquals(patches / 4, numbers("visual").length);
        assertEquals(patches, numbers("labels").length);
        assertEquals(numbers("visual").length, Arrays.stream(numbers("modality")).sum());
        long drawn = Arrays.stream(numbers("labels")).filter(l -> l != Labels.NOTHING).count();
        assertTrue(drawn > 0 && drawn < patches, drawn + " of " + patches);
    }

    @Test
    void whatAnAnswerIsReadOffAreVisualTokensOfItsRow() {
        long[] shape = batch.tensors().get("target").shape();
        long[] pointers = numbers("pointers");
        int length = (int) shape[1];
        assertEquals(pointers.length, shape[0]);
        assertTrue(pointers.length > 0);
        for (int i = 0; i < pointers.length; i++) {
            int row = (int) pointers[i] / length * length;
            int shown = 0;
            for (int j = 0; j < length; j++) {
                if (numbers("target")[i * length + j] == 1) {
                    assertEquals(batches.prompts().visualToken(), numbers("ids")[row + j]);
                    shown++;
                }
            }
            assertTrue(shown > 0, "nothing is shown");
        }
    }

    @Test
    void aPictureWithoutMarksIsNotSaidToBeEmpty() {
        Sample plain =
                Sample.of(new RgbPicture(16, 16, new byte[16 * 16 * 3]), new Turn("What?", "red"));
        assertArrayEquals(
                new long[] {-100, -100, -100, -100},
                DenseLabels.of(List.of(plain), new Grid(1, 2, 2), 2));
    }

    @Test
    void theSameSeedDrawsTheSameBatch() {
        Batch again = batches.draw(5);
        assertArrayEquals(rows(batch), rows(again));
        assertArrayEquals(numbers("ids"), numbers(again, "ids"));
        assertArrayEquals(numbers("labels"), numbers(again, "labels"));
        assertArrayEquals(batch.tensors().get("ids").shape(), again.tensors().get("ids").shape());
    }
}
