package io.mingle.core.internal.runtime;

import ai.djl.engine.EngineException;
import io.mingle.api.error.InternalException;
import io.mingle.tensor.ProgramSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what failed when libtorch could not compute something. Its own text is a page of the
 * program; that is the cause of the error and goes to the log, and a person gets one sentence.
 */
final class StepFailure {

    private static final Logger LOG = LoggerFactory.getLogger(StepFailure.class);

    private static final Pattern ERROR = Pattern.compile("(?m)^\\w*Error: (.+)$");
    private static final Pattern NO_MEMORY = Pattern.compile("(?i)can't allocate memory");

    private StepFailure() {}

    /** Returns the error of a method of a program that failed. */
    static InternalException of(ProgramSource source, String method, EngineException cause) {
        return failure(source.deed(method) + " failed in " + source.subject(), cause);
    }

    /** Returns the error of a step that failed outside of a program of its own. */
    static InternalException of(Throwable cause) {
        return failure("A step on the device failed", cause);
    }

    private static InternalException failure(String what, Throwable cause) {
        LOG.debug("{}.", what, cause);
        boolean memory = NO_MEMORY.matcher(String.valueOf(cause.getMessage())).find();
        return new InternalException(
                what
                        + (memory
                                ? ": the machine had no memory left for it. Ask for less at a time,"
                                        + " or close other programs."
                                : ": the libraries of this machine could not compute it. Ask once"
                                        + " more; if it fails again, report it with what --verbose"
                                        + " prints and the table of 'mingle bench kernels'."),
                cause);
    }

    /** Returns the sentence of an error of libtorch that says what is wrong. */
    static String brief(Throwable error) {
        String text = String.valueOf(error.getMessage());
        Matcher line = ERROR.matcher(text);
        String found = null;
        while (line.find()) {
            found = line.group(1);
        }
        String brief = found == null ? text.strip().lines().findFirst().orElse("") : found;
        return brief.strip().replaceAll("\\.( .*)?$", "");
    }
}
