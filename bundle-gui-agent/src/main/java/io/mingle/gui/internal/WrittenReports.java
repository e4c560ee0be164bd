package io.mingle.gui.internal;

import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.RecordedStep;
import io.mingle.api.gui.Recording;
import io.mingle.api.gui.RunReports;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Writes runs as HTML and as JSON Lines. */
@Component
public final class WrittenReports implements RunReports {

    @Override
    public void html(AgentRun run, OutputStream out) throws IOException {
        Writer writer = writer(out);
        RunPage.write(run, writer);
        writer.flush();
    }

    @Override
    public void trace(AgentRun run, OutputStream out) throws IOException {
        Writer writer = writer(out);
        Trace.write(List.of(), run, writer);
        writer.flush();
    }

    @Override
    public void trace(Recording before, AgentRun run, OutputStream out) throws IOException {
        Writer writer = writer(out);
        Trace.write(before.steps().stream().filter(RecordedStep::isBehind).toList(), run, writer);
        writer.flush();
    }

    @Override
    public Recording read(InputStream in) throws IOException {
        return Trace.read(in);
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }
}
