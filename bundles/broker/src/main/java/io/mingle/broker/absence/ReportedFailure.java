package io.mingle.broker.absence;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.error.UnwritableOutputException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Turns the text of a failure back into a typed error.
 *
 * <p>Declarative Services keeps the failure of a component as a printed stack trace. The messages
 * in it were written for people; the innermost error of Mingle is the one to tell.
 */
public final class ReportedFailure {

    private static final Pattern ERROR =
            Pattern.compile(
                    "^(?:Caused by: )?io\\.mingle\\.api\\.error\\.(\\w+): (.*(?:\\R(?!\\s+at"
                            + " |Caused by: |\\s+\\.\\.\\. ).*)*)",
                    Pattern.MULTILINE);
    private static final Pattern CAUSE =
            Pattern.compile("^(?:Caused by: )?([\\w.$]+(?:: .*)?)$", Pattern.MULTILINE);

    /** What the virtual machine throws where code and that which it calls do not fit. */
    private static final Pattern LINKAGE =
            Pattern.compile(
                    "^java\\.lang\\.(NoSuch(Method|Field)Error|NoClassDefFoundError"
                            + "|ClassNotFoundException|AbstractMethodError|LinkageError"
                            + "|IncompatibleClassChangeError|IllegalAccessError|VerifyError)\\b");

    private static final String NOT_GIVEN =
            "java.lang.InstantiationException: Unable to get service for reference";

    private static final Map<String, Function<String, MingleException>> KINDS =
            Map.of(
                    "BrokenModelException", BrokenModelException::new,
                    "ContentTooLargeException", ContentTooLargeException::new,
                    "ConversationTooLongException",
                            message -> new ConversationTooLongException(message, 0, 0),
                    "EngineUnavailableException", EngineUnavailableException::new,
                    "InvalidRequestException", InvalidRequestException::new,
                    "MemoryRefusedException",
                            message -> new MemoryRefusedException(message, 0, 0, Map.of()),
                    "SkillUnavailableException", SkillUnavailableException::new,
                    "UnreadableContentException", UnreadableContentException::new,
                    "UnwritableOutputException", UnwritableOutputException::new);

    private ReportedFailure() {}

    /**
     * Looks for an error of Mingle.
     *
     * @param trace the stack trace of a failure, as printed; null if there is none
     * @return the innermost one
     */
    public static Optional<MingleException> typed(String trace) {
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
     * @param component that failed
     * @param trace its stack trace, as printed; null if there is none
     * @return an error that names the innermost cause
     */
    public static MingleException untyped(ComponentDescriptionDTO component, String trace) {
        String cause = innermost(trace);
        return new InternalException(
                "The component %s of %s %s failed to start (%s). %s"
                        .formatted(
                                component.name,
                                component.bundle.symbolicName,
                                component.bundle.version,
                                cause,
                                remedy(cause)));
    }

    /**
     * Says what is wrong with code that failed by itself, without Declarative Services.
     *
     * @param failure what it threw
     * @return a sentence with the innermost cause, and what to do about it
     */
    public static String tell(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "%s. %s".formatted(cause, remedy(cause.toString()));
    }

    /**
     * Tells whether a component failed because it was not given a service that it needs.
     *
     * @param trace its stack trace, as printed
     * @return true if the failure is not its own
     */
    static boolean isOfReference(String trace) {
        return trace.startsWith(NOT_GIVEN);
    }

    private static String innermost(String trace) {
        String cause = "no reason was given";
        for (Matcher causes = CAUSE.matcher(lines(trace)); causes.find(); ) {
            cause = causes.group(1);
        }
        return cause;
    }

    private static String remedy(String cause) {
        return LINKAGE.matcher(cause).find()
                ? "It does not find what it was compiled against. Compile it against the versions"
                        + " that are installed, and import the packages that it uses."
                : "Run again with --verbose and report what it says.";
    }

    private static String lines(String trace) {
        return trace == null ? "" : trace.replace("\r\n", "\n");
    }
}
