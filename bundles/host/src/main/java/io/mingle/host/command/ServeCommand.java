package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.model.InstalledModel;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.log.LogLevel;
import io.mingle.trust.TrustRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
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
            "  mingle serve --skills skills/ --trust trusted.txt",
            "",
            "In the console, 'help' lists the commands, 'help mingle:swap' explains one, and"
                    + " 'exit'",
            "ends. A jar that is copied into the folder of --skills is installed and started; one",
            "that is replaced is updated; one that is deleted is drained and uninstalled."
        })
final class ServeCommand implements Callable<Integer> {

    /** The logger of what comes and goes in the folder. */
    private static final String SKILLS = "io.mingle.skills";

    private final Session session;

    @Mixin private ModelOption model;

    @Mixin private HttpOption http;

    @Option(
            names = "--skills",
            paramLabel = "DIR",
            description = "A folder to watch for bundles; made if it does not exist.")
    private Path skills;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description =
                    "Rules for the folder's jars, one a line: sha256:…, signer:…, name:…; those"
                            + " that match may do what the host's bundles may, others are refused."
                            + " 'all' trusts every jar. Without it, jars are installed and"
                            + " restricted.")
    private String trust;

    @Option(names = "--console", description = "Read commands from standard input.")
    private boolean console;

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Serving serving = new Serving(skills, console, rules(), http);
        http.check();
        prepareFolder();
        LogLevel.alsoShow(SKILLS);
        try (Mingle mingle = session.start(model.directory(), serving)) {
            if (http.isWanted() && mingle.address().isEmpty()) {
                throw http.unavailable();
            }
            session.err().println("mingle: " + describe(mingle));
            session.interruption().duringThread(mingle::awaitStop);
        }
        return ExitCode.OK;
    }

    /** Checks them before anything is started. */
    private String rules() {
        if (trust == null || trust.equals(TrustRules.ALL)) {
            return trust;
        }
        try {
            List<String> lines = Files.readAllLines(Path.of(trust));
            TrustRules.parse(lines, trust);
            return String.join("\n", lines);
        } catch (IOException | InvalidPathException e) {
            throw new InvalidRequestException(
                    "The rules of trust in '%s' cannot be read (%s). Name a text file with --trust, or 'all'."
                            .formatted(trust, e),
                    e);
        }
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
        mingle.address().ifPresent(it -> line.append(" at ").append(it));
        if (skills != null) {
            line.append(", watching ").append(skills.toAbsolutePath());
        }
        return line.append(". Ctrl-C stops it, when what is under way has ended.").toString();
    }
}
