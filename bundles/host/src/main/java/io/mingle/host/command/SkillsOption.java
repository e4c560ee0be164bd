package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.host.input.TextFile;
import io.mingle.json.NamedFile;
import io.mingle.trust.TrustRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which bundles of one's own are used, and what they may do. */
final class SkillsOption {

    private static final TextFile RULES =
            new TextFile(
                    "file with rules of trust",
                    1 << 20,
                    "Name a text file with --trust, or 'all'.");

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--skills",
            paramLabel = "DIR",
            description =
                    "A folder with bundles of your own: the jars in it are installed and started"
                            + " beside those that Mingle brings.")
    private Path folder;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description =
                    "Rules for the folder's jars, one a line: sha256:…, signer:…, name:…; those"
                            + " that match may do what the host's bundles may, others are refused."
                            + " 'all' trusts every jar. Without it, jars are installed and"
                            + " restricted.")
    private String trust;

    /** Returns the folder; null if none is named. */
    Path folder() {
        return folder;
    }

    /**
     * Returns how one command runs with the folder as it is.
     *
     * @return null if there is none
     * @throws ParameterException if there are rules for a folder that is not named
     * @throws UnreadableContentException if it, or the file with the rules, is not there
     */
    Serving once() {
        if (folder == null) {
            if (trust != null) {
                throw new ParameterException(
                        command.commandLine(),
                        "'--trust' says what the jars of '--skills' may do: name their folder.");
            }
            return null;
        }
        if (!Files.isDirectory(folder)) {
            throw new UnreadableContentException(
                    "The folder of bundles '%s' %s. Check the path of --skills."
                            .formatted(
                                    folder, Files.exists(folder) ? "is a file" : "does not exist"));
        }
        return serving(false);
    }

    /**
     * Returns how a host serves that watches the folder, which is made if need be.
     *
     * @param console whether it reads commands
     * @throws UnwritableOutputException if it cannot be made
     */
    Serving watching(boolean console) {
        Serving serving = serving(console);
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The folder '%s' cannot be made (%s). Name another with --skills."
                            .formatted(folder, e),
                    e);
        }
        return serving;
    }

    private Serving serving(boolean console) {
        if (folder != null && folder.toAbsolutePath().toString().contains(",")) {
            // FileInstall takes a list, and has no way to write a comma that belongs to a name.
            throw new InvalidRequestException(
                    "The folder '%s' cannot be watched: there is a comma in its path. Name another with --skills."
                            .formatted(folder.toAbsolutePath()));
        }
        return new Serving(folder, console, rules());
    }

    /** Checks them before anything is started. */
    private String rules() {
        if (trust == null || trust.equals(TrustRules.ALL)) {
            return trust;
        }
        List<String> lines = RULES.read(NamedFile.find(trust, null)).lines().toList();
        TrustRules.parse(lines, trust);
        return String.join("\n", lines);
    }
}
