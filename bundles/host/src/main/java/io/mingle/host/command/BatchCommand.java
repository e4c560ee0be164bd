package io.mingle.host.command;

import io.mingle.api.event.Generation;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.host.Mingle;
import io.mingle.host.batch.Batch;
import io.mingle.host.batch.BatchResult;
import io.mingle.host.console.LiveLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mingle batch}: a file of questions. */
@Command(
        name = "batch",
        description = {
            "Answers a file of questions.",
            "",
            "IN has one JSON object a line: 'question', and at least one of 'image' or 'images',"
                + " 'video' or 'videos', 'audio' or 'audios', relative to the folder of IN. A video"
                + " is a file or a folder of frames, or an object with its 'path' and what else is"
                + " wanted of 'frames', 'max_frames', 'sample', 'seed', 'min_pixels', 'max_pixels'"
                + " and 'total_pixels', which mean what the options of 'mingle ask' do. A sound may"
                + " ask the question itself, and 'question' be left out. The model is given"
                + " pictures, videos, the question and sounds in this order, as by 'mingle ask'."
                + " OUT gets the same objects in the same order with 'answer' added, all other"
                + " fields kept. A line that cannot be answered gets 'error' with 'code' and"
                + " 'message' instead, and the others go on. A run that was interrupted goes on"
                + " where it stopped when the same command is given again.",
            ""
        },
        footer = {
            "",
            "The exit code is 0 when every line of IN has its line in OUT, also if some of them"
                    + " tell about errors; how many is said at the end. With --strict it is 1 then."
        })
final class BatchCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private ModelOption model;

    @Mixin private GenerationOption generation;

    @Option(names = "--strict", description = "Exit with 1 if a line could not be answered.")
    private boolean strict;

    @Parameters(index = "0", paramLabel = "IN", description = "Questions, JSON lines.")
    private Path input;

    @Parameters(index = "1", paramLabel = "OUT", description = "Answers, JSON lines.")
    private Path output;

    BatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        GenerationOptions options = generation.options();
        Batch batch = Batch.open(input, output);
        if (batch.finished() > 0) {
            session.err()
                    .println(
                            "mingle: "
                                    + batch.finished()
                                    + " of "
                                    + batch.lines()
                                    + " lines were answered by an earlier run and are kept.");
        }
        BatchResult result = run(batch, options);
        session.err()
                .println(
                        "mingle: "
                                + result.lines()
                                + " lines in "
                                + output
                                + ": "
                                + (result.lines() - result.errors())
                                + " answered, "
                                + result.errors()
                                + " with an error.");
        return strict && result.errors() > 0 ? ExitCode.FAILED : ExitCode.OK;
    }

    private BatchResult run(Batch batch, GenerationOptions options) {
        if (batch.finished() == batch.lines()) {
            return batch.run(options, question -> "", (done, errors) -> {}, () -> false);
        }
        try (Mingle mingle = session.start(model.directory());
                ProgressBar bar = bar(batch)) {
            return batch.run(
                    options,
                    question -> {
                        Generation answer =
                                session.interruptibly("reading", () -> mingle.ask(question));
                        return Answer.await(answer, session.interruption(), piece -> {}).text();
                    },
                    (done, errors) -> {
                        bar.stepTo(done);
                        bar.setExtraMessage(errors == 0 ? "" : " " + errors + " with an error");
                    },
                    session.interruption()::happened);
        } finally {
            session.live().clear();
        }
    }

    private ProgressBar bar(Batch batch) {
        LiveLine line = session.live();
        return new ProgressBarBuilder()
                .setTaskName("batch")
                .setInitialMax(batch.lines())
                .startsFrom(batch.finished(), Duration.ZERO)
                .setUpdateIntervalMillis(250)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .setConsumer(new DelegatingProgressBarConsumer(line::show, LiveLine.WIDTH))
                .build();
    }
}
