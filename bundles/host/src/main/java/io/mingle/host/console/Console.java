package io.mingle.host.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The streams of this process.
 *
 * @param out the standard output, in UTF-8 but on the console of Windows
 * @param err the standard error, likewise
 * @param live the changing line on {@code err}
 */
public record Console(Output out, PrintStream err, LiveLine live) {

    /**
     * Opens the streams.
     *
     * <p>Java cannot tell whether the standard error is a terminal. The script {@code mingle} can,
     * and says so in the properties {@code mingle.terminal} and {@code mingle.columns}.
     *
     * @return the streams; the process has one of each
     */
    public static Console ofThisProcess() {
        Charset charset = charset();
        Output out = new Output(new FileOutputStream(FileDescriptor.out), charset);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset);
        System.setErr(err);
        String told = System.getProperty("mingle.terminal");
        boolean terminal = told == null ? System.console() != null : Boolean.parseBoolean(told);
        return new Console(
                out, err, new LiveLine(err, terminal, Integer.getInteger("mingle.columns", 0)));
    }

    private static Charset charset() {
        boolean windows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows && System.console() != null
                ? System.console().charset()
                : StandardCharsets.UTF_8;
    }
}
