package io.mingle.host.command;

import io.mingle.host.FakePlatform;
import io.mingle.host.Mingle;
import io.mingle.host.console.LiveLine;
import io.mingle.host.console.Output;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a command line as the process would, on a platform of the test's choosing. */
final class CommandLineRun {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Output out;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ByteArrayOutputStream live = new ByteArrayOutputStream();
    private final List<Path> models = new ArrayList<>();
    private final List<Serving> servings = new ArrayList<>();
    private final List<Path> bundles = new ArrayList<>();
    private final Interruption interruption = new Interruption();
    private final Session session;

    CommandLineRun(FakePlatform platform) {
        this(platform, InputStream.nullInputStream(), null);
    }

    /** Runs with a standard input. */
    CommandLineRun(FakePlatform platform, InputStream in) {
        this(platform, in, null);
    }

    /** Runs with a standard output that cannot be looked at. */
    CommandLineRun(FakePlatform platform, OutputStream out) {
        this(platform, InputStream.nullInputStream(), out);
    }

    private CommandLineRun(FakePlatform platform, InputStream in, OutputStream elsewhere) {
        out = new Output(elsewhere == null ? bytes : elsewhere, StandardCharsets.UTF_8);
        // What the live line tells depends on how fast the machine is.
        session =
                new Session(
                        in,
                        out,
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new LiveLine(
                                new PrintStream(live, true, StandardCharsets.UTF_8), true, 200),
                        interruption,
                        (model, serving, further, verbose, progress) -> {
                            models.add(model);
                            bundles.addAll(further);
                            servings.add(serving);
                            return Mingle.on(platform, Duration.ofMillis(300));
                        });
    }

    int run(String... arguments) {
        return MingleCommand.run(session, arguments);
    }

    Session session() {
        return session;
    }

    Interruption interruption() {
        return interruption;
    }

    /** Returns the model of every start, null for the embedded one. */
    List<Path> starts() {
        return models;
    }

    /** Returns how every start was to serve, null for a single command. */
    List<Serving> servings() {
        return servings;
    }

    /** Returns the further bundles of all starts. */
    List<Path> bundles() {
        return bundles;
    }

    String out() {
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Returns all that the live line has shown. */
    String live() {
        return live.toString(StandardCharsets.UTF_8);
    }
}
