package io.mingle.host.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** What is seen of a picture while it is drawn, and in the terminal. */
final class PreviewOption {

    @Option(
            names = "--preview",
            paramLabel = "N",
            arity = "0..1",
            fallbackValue = "5",
            description =
                    "Show what it looks like so far, every N steps (${FALLBACK-VALUE} if no number"
                            + " is given): in FILE.preview.png, and in the terminal with --show.")
    private Integer every;

    @Option(
            names = "--show",
            description =
                    "Show the picture in the terminal, if it can: Kitty's protocol, iTerm's or"
                            + " Sixel.")
    private boolean show;

    /** Returns after how many steps there is a preview; null if it was not said. */
    Integer every() {
        return every;
    }

    boolean shows() {
        return show;
    }

    /** Finds the terminal, if pictures are to be shown; tells if there is none that shows them. */
    Optional<TerminalPictures> terminal(Session session) {
        if (!show) {
            return Optional.empty();
        }
        Optional<TerminalPictures> terminal =
                session.isTerminal()
                        ? TerminalPictures.ofThisProcess(session.err())
                        : Optional.empty();
        if (terminal.isEmpty()) {
            session.err()
                    .println(
                            "mingle: warning: This terminal shows no pictures; with -o they go"
                                    + " into files.");
        }
        return terminal;
    }
}
