package io.mingle.host.command;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.understanding.Answer;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.command.Samples.Sample;
import io.mingle.host.console.Units;
import io.mingle.host.launch.CacheFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mingle demo}: the main job, on pictures that come with Mingle. */
@Command(
        name = "demo",
        description = "Answers questions about sample pictures, so that you see what Mingle does.")
final class DemoCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private ModelOption model;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Samples samples = Samples.load();
        Path folder = Files.createDirectories(CacheFolder.ofThisUser().resolve("samples"));
        PrintStream out = session.out();
        int right = 0;
        long begun = System.nanoTime();
        try (Mingle mingle = session.start(model.directory())) {
            out.println("The pictures lie in " + folder + " for you to look at.");
            for (Sample sample : samples.list()) {
                Path file = folder.resolve(sample.picture().name());
                Files.write(file, sample.picture().bytes());
                right += show(mingle, sample) ? 1 : 0;
            }
            out.println();
            out.println(
                    right
                            + " of "
                            + samples.list().size()
                            + " answers are as expected. All of it took "
                            + Units.time(Duration.ofNanos(System.nanoTime() - begun))
                            + ", with the start.");
            out.println(told(mingle, samples));
        }
        Sample first = samples.list().get(0);
        out.println(
                "Try your own: mingle ask --image "
                        + folder.resolve(first.picture().name())
                        + " \""
                        + first.question()
                        + "\"");
        return ExitCode.OK;
    }

    private String told(Mingle mingle, Samples samples) {
        try (Lease<InstalledModel> lease =
                session.patiently("loading the model", () -> mingle.lease(InstalledModel.class))) {
            return samples.told(lease.service().name(), lease.service().directory());
        }
    }

    private boolean show(Mingle mingle, Sample sample) {
        PrintStream out = session.out();
        out.println();
        out.println("  picture   " + sample.picture().name());
        out.println("  question  " + sample.question());
        Conversation question = Conversation.of(sample.question(), sample.picture());
        Generation<Answer> answer =
                session.patiently("loading the model", () -> mingle.ask(question));
        long begun = System.nanoTime();
        out.print("  answer    ");
        out.flush();
        Finished<Answer> finished;
        try {
            finished =
                    Receiver.awaitText(
                            answer,
                            session.interruption(),
                            piece -> {
                                out.print(piece);
                                out.flush();
                            });
        } finally {
            out.println();
        }
        boolean right = Agreement.of(finished.result().text(), sample.expected());
        out.println("  expected  " + sample.expected() + (right ? "" : "   (not the same)"));
        out.println("  time      " + Units.time(Duration.ofNanos(System.nanoTime() - begun)));
        return right;
    }
}
