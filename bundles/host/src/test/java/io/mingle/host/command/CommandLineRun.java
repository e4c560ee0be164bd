package io.mingle.host.command;

import io.mingle.host.FakePlatform;
import io.mingle.host.Mingle;
import io.mingle.host.console.LiveLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a command line as the process would, on a platform of the test's choosing. */
final class CommandLineRun {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ByteArrayOutputStream live = new ByteArrayOutputStream();
    private final List<Path> models = new ArrayList<>();
    private final List<Serving> servings = new ArrayList<>();
    private final Interruption interruption = new Interruption();
    private final Session session;

    CommandLineRun(FakePlatform platform) {
        // What the live line tells depends on how fast the machine is.
        session =
                new Session(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new LiveLine(
                                new PrintStream(live, true, StandardCharsets.UTF_8), true, 200),
                        interruption,
                        (model, serving, verbose, progress) -> {
                            models.add(model);
                            servings.add(serving);
                            return Mingle.on(platform, Duration.ofMillis(300));
                        });
    }

    int run(String... arguments) {
        return MingleCommand.run(session, arguments);
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

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Returns all that the live line has shown. */
    String live() {
        return live.toString(StandardCharsets.UTF_8);
    }
}
