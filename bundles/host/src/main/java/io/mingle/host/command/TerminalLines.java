package io.mingle.host.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.TerminalBuilder;

/**
 * Lines that a person types at a terminal and may edit. What was typed can be called up again; it
 * is kept in memory alone.
 *
 * <p>Ctrl-C stops an answer. At the prompt it drops the line; twice in a row, or Ctrl-D, ends.
 */
final class TerminalLines implements ChatLines {

    private static final Runnable NOTHING = () -> {};

    private final CtrlC ctrlC;
    private final Terminal terminal;
    private final LineReader reader;

    private TerminalLines(CtrlC ctrlC, Terminal terminal) {
        this.ctrlC = ctrlC;
        this.terminal = terminal;
        this.reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .build();
    }

    /**
     * Takes the terminal of this process; empty if lines come from elsewhere, or it is too plain.
     */
    static Optional<ChatLines> open(Session session) {
        if (!session.isStandardInput()) {
            return Optional.empty();
        }
        CtrlC ctrlC = new CtrlC();
        try {
            // With the handler that it has otherwise, the system would end the process.
            Terminal terminal =
                    TerminalBuilder.builder()
                            .system(true)
                            .dumb(true)
                            .nativeSignals(true)
                            .signalHandler(ctrlC)
                            .build();
            leaveOtherSignals(terminal);
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                terminal.close();
                return Optional.empty();
            }
            return Optional.of(new TerminalLines(ctrlC, terminal));
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Ctrl-Z, for one, is the system's business. */
    private static void leaveOtherSignals(Terminal terminal) {
        for (Signal signal : Signal.values()) {
            if (signal != Signal.INT) {
                terminal.handle(signal, SignalHandler.SIG_DFL);
            }
        }
    }

    @Override
    public boolean isAttended() {
        return true;
    }

    @Override
    public String next() {
        boolean interrupted = false;
        while (true) {
            try {
                return reader.readLine("> ");
            } catch (UserInterruptException e) {
                if (interrupted) {
                    return null;
                }
                interrupted = e.getPartialLine().isEmpty();
                if (interrupted) {
                    tell("Ctrl-C once more, Ctrl-D or /exit ends the chat.");
                }
            } catch (EndOfFileException e) {
                return null;
            }
        }
    }

    @Override
    public void tell(String text) {
        terminal.writer().println(text);
        terminal.flush();
    }

    @Override
    public <T> T during(Runnable stop, Supplier<T> work) {
        ctrlC.stop = stop;
        try {
            return work.get();
        } finally {
            ctrlC.stop = NOTHING;
        }
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops what is under way, and never the process; the prompt has a handler of its own. */
    private static final class CtrlC implements SignalHandler {

        private volatile Runnable stop = NOTHING;

        @Override
        public void handle(Signal signal) {
            if (signal == Signal.INT) {
                stop.run();
            }
        }
    }
}
