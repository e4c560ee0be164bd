package io.mingle.host.command;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.model.ModelInspector;
import io.mingle.api.model.ModelReport;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mingle inspect}: whether a model folder is whole, and what memory it takes. */
@Command(
        name = "inspect",
        description = {
            "Tells whether a model folder holds every tensor that its configuration calls for, and"
                    + " what memory it takes. No weights are loaded.",
            ""
        },
        footer = {"", "Example:", "  mingle inspect --model Ming-Lite-Omni-1.5 --json"})
final class InspectCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private ModelOption model;

    @Option(names = "--json", description = "Print one JSON object instead of tables.")
    private boolean json;

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        // The model is named to the inspector only: one that is broken must not keep it away.
        try (Mingle mingle = session.start(null)) {
            Path directory =
                    model.directory() == null
                            ? EmbeddedModel.directory(session, mingle)
                            : model.directory();
            print(inspect(mingle, directory));
        }
        return ExitCode.OK;
    }

    private ModelReport inspect(Mingle mingle, Path directory) {
        try (Lease<ModelInspector> lease = mingle.lease(ModelInspector.class)) {
            return session.patiently("reading", () -> lease.service().inspect(directory));
        }
    }

    private void print(ModelReport report) {
        Inspection inspection = new Inspection(report);
        session.out().print(json ? Json.line(inspection.object()) + "\n" : inspection.text());
        if (!report.complete()) {
            throw new BrokenModelException(
                    "The model in %s is not complete. Fetch what is missing or damaged again, or correct config.json."
                            .formatted(report.directory()));
        }
    }
}
