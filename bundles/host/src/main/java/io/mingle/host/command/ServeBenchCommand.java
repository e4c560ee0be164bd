package io.mingle.host.command;

import io.mingle.api.content.Picture;
import io.mingle.host.Mingle;
import io.mingle.host.load.Asker;
import io.mingle.host.load.FacadeAsker;
import io.mingle.host.load.HttpAsker;
import io.mingle.host.load.LoadFigures;
import io.mingle.host.load.LoadQuestion;
import io.mingle.host.load.LoadRun;
import io.mingle.host.load.Overload;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mingle bench serve}: what many clients of a server meet. */
@Command(
        name = "serve",
        description =
                "Lets clients ask a server about a picture by HTTP, each again as soon as it has"
                    + " its answer as a stream; beside it, the same without HTTP. With --overload"
                    + " it asks at twice what the server can do, and tells what holds.",
        footer = {
            "",
            "Examples:",
            "  mingle bench serve --clients 1,4,16 --seconds 30",
            "  mingle bench serve --overload 5",
            "  mingle bench serve --url http://127.0.0.1:8080/",
            "",
            "A key for the server of --url is taken from OPENAI_API_KEY."
        })
final class ServeBenchCommand implements Callable<Integer> {

    private static final int MOST_CLIENTS = 1024;
    private static final int MOST_SECONDS = 100_000;
    private static final String QUESTION = "Read the text.";

    private final Session session;

    @Spec private CommandSpec spec;

    @Option(
            names = "--clients",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,4,16",
            description = "How many clients ask at a time, case by case (${DEFAULT-VALUE}).")
    private List<Integer> clients;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long to ask in each case (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            defaultValue = "64",
            description = "How many tokens an answer has at most (${DEFAULT-VALUE}).")
    private int tokens;

    @Option(
            names = "--overload",
            paramLabel = "MINUTES",
            description =
                    "Find out how many requests the server answers at a time, ask with twice as"
                            + " many clients for so long, and fail if it does not hold what is"
                            + " promised.")
    private Double overload;

    @Option(
            names = "--url",
            paramLabel = "ADDRESS",
            description =
                    "A server that runs, like http://127.0.0.1:8080/; without it, one is started"
                            + " for this.")
    private URI url;

    @Mixin private ModelOption model;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    ServeBenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        for (int count : clients) {
            OptionRange.check(spec, "--clients", count, 1, MOST_CLIENTS);
        }
        OptionRange.check(spec, "--seconds", seconds, 0.001, MOST_SECONDS);
        OptionRange.check(spec, "--tokens", tokens, 1, Integer.MAX_VALUE);
        OptionRange.check(
                spec, "--overload", overload == null ? 1 : overload, 0.001, MOST_SECONDS / 60.0);
        if (url != null) {
            if (model.directory() != null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--model is for a server that is started here, and --url names one that"
                                + " runs.");
            }
            return measure(null, server(url));
        }
        Serving serving = new Serving(null, false).at(HttpOption.onAnyPort());
        try (Mingle mingle = session.start(model.directory(), serving)) {
            return measure(mingle, mingle.address().orElseThrow());
        }
    }

    /** Returns what {@code v1} follows, also of the address that clients are told. */
    private URI server(URI address) {
        String scheme = String.valueOf(address.getScheme());
        boolean complete =
                (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                        && address.getHost() != null
                        && address.getRawUserInfo() == null
                        && address.getRawQuery() == null
                        && address.getRawFragment() == null;
        if (!complete) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'%s' is no address of a server. Write it as http://HOST:PORT/ or https://HOST/PATH/."
                            .formatted(address));
        }
        String path = address.getRawPath().replaceFirst("(/v1)?/*$", "/");
        return address.resolve(path);
    }

    private int measure(Mingle mingle, URI server) {
        LoadReport report = new LoadReport(server);
        try {
            session.interruption().duringThread(() -> measure(mingle, report));
        } finally {
            session.live().clear();
        }
        if (session.interruption().happened()) {
            return ExitCode.INTERRUPTED;
        }
        if (json) {
            session.out().println(Json.line(report.json()));
        } else {
            report.print(session.out());
        }
        return report.holds() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void measure(Mingle mingle, LoadReport report) {
        String key = System.getenv("OPENAI_API_KEY");
        LoadQuestion question = new LoadQuestion(QUESTION, picture(), tokens);
        try {
            Asker facade = mingle == null ? null : new FacadeAsker(mingle, question);
            if (facade != null) {
                session.live().show("loading the model");
                facade.ask();
            }
            String name = HttpAsker.model(report.server(), key);
            report.model(name);
            Supplier<Asker> http = () -> new HttpAsker(report.server(), key, name, question);
            http.get().ask();
            if (overload == null) {
                for (int count : clients) {
                    report.add(load(count, "", http.get()), load(count, ", without HTTP", facade));
                }
            } else {
                Overload run = new Overload(http, mingle != null, session.live()::show);
                run.run(time(seconds), time(60 * overload));
                run.figures().forEach(it -> report.add(it, null));
                report.add(run.findings());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LoadFigures load(int count, String how, Asker asker) throws InterruptedException {
        if (asker == null) {
            return null;
        }
        session.live().show("asking, %s at a time%s".formatted(count, how));
        return LoadRun.of(count, time(seconds), asker);
    }

    private static Duration time(double seconds) {
        return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
    }

    private static Picture picture() {
        InputStream in = ServeBenchCommand.class.getResourceAsStream("shapes.png");
        return Picture.read("shapes.png", in);
    }
}
