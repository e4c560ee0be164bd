package io.mingle.host.command;

import io.mingle.host.Mingle;
import io.mingle.host.console.Console;
import io.mingle.host.log.StderrLogging;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The command line {@code mingle}. */
public final class Main {

    /** How long a training may take to save what it has learnt when it is interrupted. */
    private static final Duration STOP_LIMIT = Duration.ofMinutes(2);

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments as typed
     */
    public static void main(String[] arguments) {
        StderrLogging.use();
        Console console = Console.ofThisProcess();
        Interruption interruption = new Interruption();
        interruption.install(STOP_LIMIT);
        Session session =
                new Session(
                        System.in,
                        console.out(),
                        console.err(),
                        console.live(),
                        interruption,
                        Main::start);
        int code = MingleCommand.run(session, arguments);
        console.out().flush();
        console.err().flush();
        interruption.done();
        System.exit(code);
    }

    private static Mingle start(
            Path model,
            Serving serving,
            List<Path> bundles,
            boolean verbose,
            Consumer<String> progress) {
        Mingle.Builder builder = Mingle.builder().model(model).verbose(verbose).progress(progress);
        bundles.forEach(builder::bundle);
        if (serving != null) {
            serving.configure(builder);
        }
        return builder.start();
    }
}
