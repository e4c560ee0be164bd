package io.mingle.host.launch;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the text of a failure back into a typed error.
 *
 * <p>Declarative Services keeps the failure of a component as a printed stack trace. The messages
 * in it were written for people; the innermost error of Mingle is the one to tell.
 */
final class ReportedFailure {

    private static final Pattern ERROR =
            Pattern.compile(
                    "^(?:Caused by: )?io\\.mingle\\.api\\.error\\.(\\w+): (.*(?:\\R(?!\\s+at"
                            + " |Caused by: |\\s+\\.\\.\\. ).*)*)",
                    Pattern.MULTILINE);
    private static final Pattern CAUSE =
            Pattern.compile("^(?:Caused by: )?([\\w.$]+(?:: .*)?)$", Pattern.MULTILINE);

    private static final Map<String, Function<String, MingleException>> KINDS =
            Map.of(
                    "BrokenModelException", BrokenModelException::new,
                    "ContentTooLargeException", ContentTooLargeException::new,
                    "EngineUnavailableException", EngineUnavailableException::new,
                    "InvalidRequestException", InvalidRequestException::new,
                    "MemoryRefusedException",
                            message -> new MemoryRefusedException(message, 0, 0, Map.of()),
                    "SkillUnavailableException", SkillUnavailableException::new,
                    "UnreadableContentException", UnreadableContentException::new);

    private ReportedFailure() {}

    /**
     * Looks for an error of Mingle.
     *
     * @param trace the stack trace of a failure, as printed; null if there is none
     * @return the innermost one
     */
    static Optional<MingleException> typed(String trace) {
        MingleException found = null;
        for (Matcher errors = ERROR.matcher(lines(trace)); errors.find(); ) {
            String message = errors.group(2).strip();
            found = KINDS.getOrDefault(errors.group(1), InternalException::new).apply(message);
        }
        return Optional.ofNullable(found);
    }

    /**
     * Tells about a failure that is no error of Mingle.
     *
     * @param component the name of the component that failed
     * @param trace its stack trace, as printed; null if there is none
     * @return an error that names the innermost cause
     */
    static MingleException untyped(String component, String trace) {
        String cause = "no reason was given";
        for (Matcher causes = CAUSE.matcher(lines(trace)); causes.find(); ) {
            cause = causes.group(1);
        }
        return new InternalException(
                "The component "
                        + component
                        + " failed to start ("
                        + cause
                        + "). Run again with --verbose and report what it says.");
    }

    private static String lines(String trace) {
        return trace == null ? "" : trace.replace("\r\n", "\n");
    }
}
