package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.Recording;
import io.mingle.api.gui.RunReports;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a run leaves: a page and a trace, overwritten if need be. A file is written beside its place
 * and then moved there, but for a pipe or the like.
 */
final class ActFiles {

    private interface Writing {
        void write(AgentRun run, OutputStream out) throws IOException;
    }

    private final Path report;
    private final Path trace;

    /**
     * Looks whether they can be written before anything is done.
     *
     * @param report where the page goes; null for none
     * @param trace where the trace goes; null for none
     */
    ActFiles(Path report, Path trace) {
        this.report = checked(report, "--report");
        this.trace = checked(trace, "--trace");
    }

    private static Path checked(Path file, String option) {
        if (file == null) {
            return null;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || !Files.isDirectory(folder)) {
            throw new InvalidRequestException(
                    "'%s %s' does not name a file in a folder that exists. Make the folder, or name another file."
                            .formatted(option, file));
        }
        return file;
    }

    /**
     * Writes both.
     *
     * @param before what had been recorded of the run that was gone on with; without steps if none
     */
    void write(Recording before, AgentRun run, RunReports reports) {
        write(report, run, reports::html);
        write(
                trace,
                run,
                before.steps().isEmpty()
                        ? reports::trace
                        : (its, out) -> reports.trace(before, its, out));
    }

    private static void write(Path file, AgentRun run, Writing writing) {
        if (file == null) {
            return;
        }
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                write(file, writing, run);
                return;
            }
            Path beside = file.resolveSibling("." + file.getFileName() + ".part");
            try {
                write(beside, writing, run);
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The run was to be written to '%s', which failed (%s). Free some space, or name another file."
                            .formatted(file, e),
                    e);
        }
    }

    private static void write(Path file, Writing writing, AgentRun run) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            writing.write(run, out);
        }
    }
}
