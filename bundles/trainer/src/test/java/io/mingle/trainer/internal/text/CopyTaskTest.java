package io.mingle.trainer.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.state.Split;
import io.mingle.gui.simulator.state.Words;
import io.mingle.model.ConfigSection;
import io.mingle.thinker.tokenizer.Tokenizer;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Setup;
import io.mingle.trainer.UnderstandingNetworks;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.internal.learn.Figures;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.LearningDevice;
import io.mingle.trainer.internal.run.BlankModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class CopyTaskTest {

    private static final int COUNT = 300;

    @TempDir Path folder;

    private static List<Turn> drawn(Split split) {
        SplittableRandom random = new SplittableRandom(4);
        Copying copying = new Copying(split);
        return Stream.generate(() -> copying.draw(random)).limit(COUNT).toList();
    }

    @Test
    void whatIsToBeWrittenStandsInTheQuestion() {
        Set<String> answers = new HashSet<>();
        int subtracted = 0;
        for (Turn turn : drawn(Split.TRAINING)) {
            boolean isSum = turn.question().contains("difference");
            String[] written = isSum ? turn.answer().split("[,:] ") : new String[] {turn.answer()};
            if (isSum) {
                int[] numbers =
                        Stream.of(written)
                                .mapToInt(it -> Integer.parseInt(it.replaceAll(".* ", "")))
                                .toArray();
                assertEquals(Math.abs(numbers[0] - numbers[1]), numbers[2], turn::toString);
                subtracted++;
            }
            for (String each : Arrays.copyOf(written, isSum ? 2 : 1)) {
                String line = isSum ? each.replaceFirst(" (?=\\d+$)", ": ") + "\n" : each;
                assertTrue(turn.question().contains(line), turn::toString);
            }
            answers.add(turn.answer());
        }
        assertTrue(subtracted > COUNT / 6, subtracted + " subtracted");
        assertTrue(answers.size() > COUNT * 9 / 10, answers.size() + " different answers");
        assertEquals(drawn(Split.TRAINING), drawn(Split.TRAINING), "the same numbers");
    }

    @Test
    void itIsTriedWithWordsThatNobodyLearnsFrom() {
        Set<String> learnt = new HashSet<>();
        drawn(Split.TRAINING).forEach(it -> learnt.add(it.answer()));
        List<String> names = Words.of(Language.EN, Split.HELD_OUT).names();
        names.forEach(it -> assertFalse(learnt.contains(it), it));
        assertTrue(drawn(Split.HELD_OUT).stream().anyMatch(it -> names.contains(it.answer())));
    }

    @Test
    void anAnswerIsLaidOutBehindItsQuestionAndLearnt() {
        CopyTask task = new CopyTask();
        ConfigSection config = BlankModel.write(List.of(task), folder);
        Batch batch;
        try (Setup setup = new Setup(folder, null)) {
            Tokenizer tokenizer = setup.tokenizer();
            CopySampler sampler =
                    new CopySampler(
                            new Copying(Split.TRAINING),
                            tokenizer,
                            UnderstandingNetworks.decoder(config));
            CopySampler.Row row = sampler.row(new Turn("Write: go", "go"));
            int[] answer = tokenizer.encode("go");
            assertEquals(row.ids().length, row.answer() + answer.length + 1);
            assertEquals(answer[0], row.ids()[row.answer()]);
            batch =
                    sampler.batch(
                            Stream.generate(sampler.examples(new SplittableRandom(2)))
                                    .limit(4)
                                    .toList());
        }
        try (LearningDevice device = new LearningDevice();
                Learner learner = device.learner(config, task.objective())) {
            List<Figures> told = LearningDevice.learnt(learner, 0, batch, 2e-3);
            double before = told.get(0).loss();
            double after = told.get(1).loss();
            assertTrue(after < before, "The loss went from %s to %s".formatted(before, after));
        }
    }
}
