package io.mingle.host.command;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.MingleException;
import io.mingle.api.model.InstalledModel;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.log.LogLevel;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mingle serve}: keeps running, while skills come and go. */
@Command(
        name = "serve",
        description =
                "Answers over HTTP as OpenAI's interface does; skills are replaced, added and"
                        + " removed meanwhile.",
        footer = {
            "",
            "Examples:",
            "  mingle serve",
            "  mingle serve --host 0.0.0.0 --keys keys.txt",
            "  mingle serve --keys keys.txt --admin-keys admins.txt --admin-port 8081",
            "  mingle serve --port 0 --console",
            "  mingle serve --allow-host images.example.org --allow-host '*.cdn.example.org'",
            "  mingle serve --skills skills/",
            "  mingle serve --skills skills/ --trust trusted.txt",
            "",
            "The folder of --skills is made if need be, and watched. In the console, 'help' lists"
                    + " the commands, 'help mingle:swap' explains one, and 'exit'",
            "ends. A jar that is copied into the folder of --skills is installed and started; one",
            "that is replaced is updated; one that is deleted is drained and uninstalled."
        })
final class ServeCommand implements Callable<Integer> {

    /** The logger of what comes and goes in the folder. */
    private static final String SKILLS = "io.mingle.skills";

    private static final Logger LOG = LoggerFactory.getLogger("io.mingle.serve");

    private static final Duration ADMIN_LIMIT = Duration.ofSeconds(30);

    private final Session session;

    @Mixin private ModelOption model;

    @Mixin private HttpOption http;

    @Mixin private SkillsOption skills;

    @Mixin private LogOption log;

    @Option(names = "--console", description = "Read commands from standard input.")
    private boolean console;

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Serving serving = skills.watching(console).at(http);
        http.check();
        log.check();
        LogLevel.alsoShow(SKILLS);
        session.interruption().first(() -> NextSignal.endsAtOnce(session.err()));
        log.begin();
        if (log.isForPrograms()) {
            session.live().silence();
        }
        try (Mingle mingle = session.start(model.directory(), serving)) {
            if (http.isWanted() && mingle.address().isEmpty()) {
                throw http.unavailable();
            }
            tell(describe(mingle));
            session.interruption().duringThread(mingle::awaitStop);
        }
        return ExitCode.OK;
    }

    private void tell(String line) {
        LOG.info(line);
        if (!log.isForPrograms() && !session.verbose()) {
            session.err().println("mingle: " + line);
        }
    }

    /** It is opened by a configuration, which takes effect on another thread. */
    private URI awaitAdmin(Mingle mingle) {
        return session.patiently("opening the admin server", () -> awaited(mingle));
    }

    private static URI awaited(Mingle mingle) {
        long end = System.nanoTime() + ADMIN_LIMIT.toNanos();
        while (System.nanoTime() - end < 0) {
            Optional<URI> address = mingle.adminAddress();
            if (address.isPresent()) {
                return address.get();
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException("Interrupted while the admin server was opened.", e);
            }
        }
        throw new InternalException(
                "The admin server did not begin to listen within %s s. Run again with --verbose and report what it says."
                        .formatted(ADMIN_LIMIT.toSeconds()));
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
        if (http.isAdminWanted()) {
            line.append(", admins at ").append(awaitAdmin(mingle));
        }
        if (skills.folder() != null) {
            line.append(", watching ").append(skills.folder().toAbsolutePath());
        }
        return line.append(". Ctrl-C stops it, when what is under way has ended.").toString();
    }
}
