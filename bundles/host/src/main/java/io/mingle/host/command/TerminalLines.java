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

    private final Terminal terminal;
    private final LineReader reader;

    private TerminalLines(Terminal terminal) {
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
        if (session.in() != System.in) {
            return Optional.empty();
        }
        try {
            Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build();
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                terminal.close();
                return Optional.empty();
            }
            return Optional.of(new TerminalLines(terminal));
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
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
        SignalHandler before = terminal.handle(Signal.INT, signal -> stop.run());
        try {
            return work.get();
        } finally {
            terminal.handle(Signal.INT, before);
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
}
