package io.mingle.host.command;

import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.MingleException;
import io.mingle.host.log.ToldErrors;
import java.io.PrintStream;

/**
 * Tells a person about an error: one line with the name of its kind, unless the log has told it
 * already, and a stack trace only if it is wanted.
 */
final class ErrorLine {

    private ErrorLine() {}

    static void print(Throwable error, PrintStream stream, boolean verbose) {
        String text = text(error);
        if (verbose || !ToldErrors.contains(text)) {
            stream.println("mingle: " + Printable.of(text) + code(error));
        }
        if (verbose) {
            error.printStackTrace(stream);
        }
    }

    /** The name under which it stands in the table of errors; who stopped it knows that. */
    private static String code(Throwable error) {
        return error instanceof MingleException known && known.kind() != ErrorCode.CANCELLED
                ? " [" + known.code() + "]"
                : "";
    }

    static String text(Throwable error) {
        if (error instanceof MingleException) {
            return String.valueOf(error.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        }
        if (error instanceof OutOfMemoryError) {
            return "Java ran out of memory; it may use "
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB. Give it more, for example with MINGLE_JAVA_OPTS=-Xmx4g.";
        }
        return "Something went wrong inside Mingle ("
                + String.valueOf(error).replaceAll("\\s*\\R\\s*", " ")
                + "). Run again with --verbose and report what it says.";
    }
}
