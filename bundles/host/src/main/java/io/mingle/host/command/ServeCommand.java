package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.model.InstalledModel;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mingle serve}: keeps running, while skills come and go. */
@Command(
        name = "serve",
        description =
                "Keeps Mingle running; skills are replaced, added and removed while it answers.",
        footer = {
            "",
            "Examples:",
            "  mingle serve --console",
            "  mingle serve --skills skills/",
            "",
            "In the console, 'help' lists the commands, 'help mingle:swap' explains one, and"
                    + " 'exit'",
            "ends. A jar that is copied into the folder of --skills is installed and started; one",
            "that is replaced is updated; one that is deleted is drained and uninstalled."
        })
final class ServeCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private ModelOption model;

    @Option(
            names = "--skills",
            paramLabel = "DIR",
            description = "A folder to watch for bundles; made if it does not exist.")
    private Path skills;

    @Option(names = "--console", description = "Read commands from standard input.")
    private boolean console;

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        prepareFolder();
        try (Mingle mingle = session.start(model.directory(), new Serving(skills, console))) {
            session.err().println("mingle: " + describe(mingle));
            session.interruption().duringThread(mingle::awaitStop);
        }
        return ExitCode.OK;
    }

    private void prepareFolder() {
        if (skills != null && skills.toAbsolutePath().toString().contains(",")) {
            // FileInstall takes a list, and has no way to write a comma that belongs to a name.
            throw new InvalidRequestException(
                    "The folder '%s' cannot be watched: there is a comma in its path. Name another with --skills."
                            .formatted(skills.toAbsolutePath()));
        }
        try {
            if (skills != null) {
                Files.createDirectories(skills);
            }
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "The folder '%s' cannot be made (%s). Name another with --skills."
                            .formatted(skills, e),
                    e);
        }
    }

    /** A model that is missing is no reason not to serve: one may be configured later. */
    private String describe(Mingle mingle) {
        StringBuilder line = new StringBuilder();
        try (Lease<InstalledModel> lease =
                session.patiently("loading the model", () -> mingle.lease(InstalledModel.class))) {
            line.append("Serving ").append(lease.service().name());
        } catch (MingleException e) {
            line.append("Serving without a model: ").append(e.getMessage());
        }
        if (skills != null) {
            line.append(", watching ").append(skills.toAbsolutePath());
        }
        return line.append(". Ctrl-C stops it, when what is under way has ended.").toString();
    }
}
