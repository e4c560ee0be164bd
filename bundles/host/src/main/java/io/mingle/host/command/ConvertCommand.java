package io.mingle.host.command;

import io.mingle.api.model.WeightConverter;
import io.mingle.api.model.WeightConverter.Converted;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mingle convert}: writes what PyTorch has saved as safetensors. */
@Command(
        name = "convert",
        description = {
            "Writes the flow, the vocoder and the voices of a talker, which are published as files"
                    + " of PyTorch, as safetensors into the folder of the model. Of a file its"
                    + " tensors are read; nothing that it says is run.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  mingle convert talker/flow_stream.pt talker/hift_v2.pt --model Ming-Lite-Omni-1.5"
        })
final class ConvertCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "flow_stream.pt, hift_v2.pt, flow.pt, hift.pt, or that of a voice.")
    private List<Path> files;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            description = "The folder of the model, in which talker/ is.")
    private Path model;

    ConvertCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        // No model is loaded for it.
        try (Mingle mingle = session.start(null);
                Lease<WeightConverter> lease = mingle.lease(WeightConverter.class)) {
            for (Path file : files) {
                Converted made =
                        session.patiently(
                                "converting " + file.getFileName(),
                                () -> lease.service().convert(file, model));
                session.out()
                        .println(
                                String.format(
                                        Locale.ROOT,
                                        "%s: %,d tensors, %,d bytes, in %s",
                                        made.part(),
                                        made.tensors(),
                                        made.bytes(),
                                        made.file()));
            }
        }
        return ExitCode.OK;
    }
}
