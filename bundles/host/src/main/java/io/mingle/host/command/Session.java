package io.mingle.host.command;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Finished;
import io.mingle.host.Mingle;
import io.mingle.host.console.LiveLine;
import io.mingle.host.console.Output;
import io.mingle.host.console.StartLine;
import io.mingle.host.log.LogLevel;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.event.Level;

/** What one run of the command line works with: its streams, its start, its end. */
public final class Session {

    private final InputStream in;
    private final InputStream abandonableIn;
    private final Output out;
    private final PrintStream err;
    private final LiveLine live;
    private final Interruption interruption;
    private final Starter starter;
    private boolean verbose;

    /**
     * Creates a session.
     *
     * @param in what may stand in for a file
     * @param out where answers go
     * @param err where everything else goes
     * @param live the changing line on {@code err}
     * @param interruption tells that the user does not want to wait any longer
     * @param starter starts Mingle
     */
    public Session(
            InputStream in,
            Output out,
            PrintStream err,
            LiveLine live,
            Interruption interruption,
            Starter starter) {
        this.in = in;
        this.abandonableIn = new AbandonableInput(in, interruption);
        this.out = out;
        this.err = err;
        this.live = live;
        this.interruption = interruption;
        this.starter = starter;
    }

    InputStream in() {
        return abandonableIn;
    }

    /** Tells whether it is that of the process, and may be a terminal. */
    boolean isStandardInput() {
        return in == System.in;
    }

    /** Tells whether a person looks at the standard error. */
    boolean isTerminal() {
        return live.isTerminal();
    }

    Output out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    LiveLine live() {
        return live;
    }

    Interruption interruption() {
        return interruption;
    }

    boolean verbose() {
        return verbose;
    }

    void verbose(boolean wanted) {
        verbose = wanted;
        if (wanted) {
            LogLevel.show(Level.INFO);
        }
    }

    /** Tells what of the content could not be regarded. */
    void warn(Finished<?> finished) {
        finished.warnings().forEach(it -> err.println("mingle: warning: " + Printable.of(it)));
    }

    /**
     * Starts Mingle, and tells so if it takes longer than a second.
     *
     * @param model the model folder, or null for the model that the jar brings
     */
    Mingle start(Path model) {
        return start(model, null, List.of());
    }

    /**
     * Starts Mingle with bundles that the jar does not bring.
     *
     * @param model the model folder, or null for the model that the jar brings
     */
    Mingle start(Path model, List<Path> bundles) {
        return start(model, null, bundles);
    }

    /**
     * Starts Mingle for longer.
     *
     * @param model the model folder, or null for the model that the jar brings
     * @param serving how to serve, or null to run one command
     */
    Mingle start(Path model, Serving serving) {
        return start(model, serving, List.of());
    }

    private Mingle start(Path model, Serving serving, List<Path> bundles) {
        if (model != null && !Files.isRegularFile(model.resolve("config.json"))) {
            throw new BrokenModelException(notModel(model));
        }
        try (StartLine line = new StartLine(live);
                Interruption.Abandonable start = interruption.abandonable()) {
            return starter.start(model, serving, bundles, verbose, line::doing);
        }
    }

    private static String notModel(Path path) {
        if (Files.isDirectory(path)) {
            return "The model folder '%s' has no config.json. Name the folder that the checkpoint was unpacked into."
                    .formatted(path);
        }
        return Files.exists(path)
                ? "The model '%s' is a file, and a model is a folder with a config.json. Name the folder that the checkpoint was unpacked into."
                        .formatted(path)
                : "The model folder '%s' does not exist. Check the path, or leave --model out to use the model that Mingle brings."
                        .formatted(path);
    }

    /**
     * Waits for something that should come quickly, and tells so if it takes longer than a second.
     * An interruption ends the waiting.
     */
    <T> T patiently(String what, Supplier<T> action) {
        try (StartLine line = new StartLine(live)) {
            line.doing(what);
            return interruptibly(what, action);
        }
    }

    /** Does something that ends with an error when its thread is interrupted. */
    <T> T interruptibly(String what, Supplier<T> action) {
        Thread waiting = Thread.currentThread();
        try {
            return interruption.during(waiting::interrupt, action);
        } catch (MingleException e) {
            // Not everybody tells that it was interrupted by the error that is meant for that.
            throw interruption.happened()
                    ? new CancelledException("Interrupted while " + what + ".", e)
                    : e;
        } finally {
            if (interruption.happened()) {
                // The flag has done its work; it must not disturb what cleans up.
                Thread.interrupted();
            }
        }
    }
}
