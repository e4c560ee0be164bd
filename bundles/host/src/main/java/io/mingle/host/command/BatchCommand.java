package io.mingle.host.command;

import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.host.Mingle;
import io.mingle.host.batch.Batch;
import io.mingle.host.batch.BatchInput;
import io.mingle.host.batch.BatchResult;
import io.mingle.host.batch.BatchWorker;
import io.mingle.host.batch.MingleAnswers;
import io.mingle.host.batch.Shard;
import io.mingle.host.console.LiveLine;
import io.mingle.host.console.Units;
import io.mingle.host.input.Spool;
import io.mingle.host.input.StandardInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mingle batch}: a file of questions. */
@Command(
        name = "batch",
        description = {
            "Answers a file of questions, and calls skills.",
            "",
            "IN has one JSON object a line, in UTF-8 or in UTF-16 with a byte order mark:"
                + " 'question', and at least one of 'image' or 'images', 'video' or 'videos',"
                + " 'audio' or 'audios', relative to the folder of IN. A video is a file or a"
                + " folder of frames, or an object with its 'path' and what else is wanted of"
                + " 'frames', 'max_frames', 'sample', 'seed', 'min_pixels', 'max_pixels' and"
                + " 'total_pixels', which mean what the options of 'mingle ask' do. A sound is a"
                + " file, or an object with its 'path' and 'channel', \"mix\" or \"first\". A sound"
                + " may ask the question itself, and 'question' be left out. The model is given"
                + " pictures, videos, the question and sounds in this order, as by 'mingle ask'."
                + " 'stop', a text or a list of texts, 'json_schema', an object, and 'regex' are in"
                + " a line what the options of these names are for all lines. OUT gets the same"
                + " objects in the same order with 'answer' added, all other fields kept,"
                + " 'warnings' where content was damaged or left out, and 'logprobs' with"
                + " --logprobs. A line that cannot be answered gets 'error' with 'code' and"
                + " 'message' instead, and the others go on. Instead of asking, a line may name a"
                + " 'skill' and its 'arguments', an object, with files relative to the folder of"
                + " IN; it gets a 'result', and what the skill has made goes into the folder"
                + " OUT.files. A run that was interrupted goes on where it stopped when the same"
                + " command is given again. IN may be - for the standard input, whose paths are"
                + " relative to the current folder, and OUT - for the standard output, where what"
                + " skills have made is written as data URLs.",
            "",
            "With --shard K/N it answers the K-th of N parts of IN, of neighbouring lines, and OUT"
                    + " is the folder of all parts, which many machines share: the part is"
                    + " part-0000K-of-0000N.jsonl in it, and has .open behind that until it is"
                    + " complete. 'cat OUT/part-*.jsonl' joins them in the order of IN.",
            "",
            "A line that the process dies of is begun once more, and set aside with an error when"
                    + " it has died of it twice.",
            ""
        },
        footer = {
            "",
            "The exit code is 0 when every line of IN has its line in OUT, also if some of them"
                    + " tell about errors; how many is said at the end. With --strict it is 1 then."
                    + " Blank lines do not count."
        })
final class BatchCommand implements Callable<Integer> {

    private final Session session;

    @Spec private CommandSpec spec;

    @Mixin private ModelOption model;

    @Mixin private GenerationOption generation;

    @Mixin private SkillsOption skills;

    @Option(
            names = "--strict",
            description =
                    "Refuse content that is damaged, instead of using what there is of it, and exit"
                            + " with 1 if a line could not be answered.")
    private boolean strict;

    @Option(
            names = "--shard",
            paramLabel = "K/N",
            description =
                    "Answer part K of N, from 0; or 'auto', which takes K from JOB_COMPLETION_INDEX"
                            + " and N from MINGLE_SHARDS.")
    private String shard;

    @Parameters(index = "0", paramLabel = "IN", description = "Questions, JSON lines.")
    private Path input;

    @Parameters(index = "1", paramLabel = "OUT", description = "Answers, JSON lines.")
    private Path output;

    BatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        GenerationOptions options = generation.options().withStrict(strict);
        if (shard != null) {
            return part(Shard.read(shard, System.getenv()), options);
        }
        try (Spool spool = new Spool()) {
            BatchInput questions = questions(spool);
            return StandardInput.isMeant(output)
                    ? stream(questions, options)
                    : answer(Batch.open(questions, output), options, output.toString());
        }
    }

    private int part(Shard part, GenerationOptions options) {
        if (Spool.isNeeded(input) || StandardInput.isMeant(output)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "With --shard, IN is a file that all workers read, and OUT a folder.");
        }
        Batch batch = Batch.open(BatchInput.of(input), part, output);
        return answer(batch, options, output.resolve(part.fileName()).toString());
    }

    /** A file is read several times; what is piped in is kept in one first. */
    private BatchInput questions(Spool spool) {
        if (!Spool.isNeeded(input)) {
            return BatchInput.of(input);
        }
        String name = StandardInput.isMeant(input) ? "the standard input" : "'" + input + "'";
        return new BatchInput(
                spool.keep(input, session.in(), "list of questions", Long.MAX_VALUE),
                Path.of("").toAbsolutePath(),
                name);
    }

    private int stream(BatchInput questions, GenerationOptions options) {
        try {
            return answer(Batch.open(questions, session.out()), options, "the standard output");
        } catch (UnwritableOutputException e) {
            if (session.out().failure().isPresent()) {
                return ExitCode.OK; // Whoever runs commands tells why it could not be written.
            }
            throw e;
        }
    }

    private int answer(Batch batch, GenerationOptions options, String where) {
        if (batch.finished() > 0) {
            session.err()
                    .println(
                            "mingle: %s of %s were answered by an earlier run and are kept."
                                    .formatted(
                                            batch.finished(), Units.count(batch.lines(), "line")));
        }
        if (batch.renewed() > 0) {
            session.err()
                    .println(
                            "mingle: %s with an error that may be gone: asked again."
                                    .formatted(Units.count(batch.renewed(), "line")));
        }
        BatchResult result = run(batch, options);
        session.err()
                .println(
                        "mingle: %s in %s: %s answered, %s with an error%s."
                                .formatted(
                                        Units.count(result.lines(), "line"),
                                        where,
                                        result.lines() - result.errors(),
                                        result.errors(),
                                        result.passing() == 0
                                                ? ""
                                                : ", %s of which the same command asks again"
                                                        .formatted(result.passing())));
        return strict && result.errors() > 0 ? ExitCode.FAILED : ExitCode.OK;
    }

    private BatchResult run(Batch batch, GenerationOptions options) {
        if (batch.finished() == batch.lines()) {
            return batch.run(null, options.seed(), (done, errors) -> {}, () -> false);
        }
        try (Mingle mingle = session.start(model.directory(), skills.once());
                BatchWorker worker =
                        BatchWorker.of(
                                new MingleAnswers(mingle, options, new Patient(session)),
                                options.seed());
                ProgressBar bar = bar(batch)) {
            return worker.work(
                    batch,
                    (done, errors) -> {
                        bar.stepTo(done);
                        bar.setExtraMessage(errors == 0 ? "" : " " + errors + " with an error");
                    },
                    session.interruption()::happened);
        } finally {
            session.live().clear();
        }
    }

    /** Waits until the end, or until the person does not want to any more. */
    private record Patient(Session session) implements MingleAnswers.Patience {

        @Override
        public <R> Finished<R> await(Supplier<Generation<R>> call) {
            Generation<R> generation = session.interruptibly("reading", call);
            return Receiver.await(generation, session.interruption(), update -> {});
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
