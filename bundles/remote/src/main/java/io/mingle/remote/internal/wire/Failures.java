package io.mingle.remote.internal.wire;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.remote.internal.wire.RemoteFailure.Sign;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;

/** What goes wrong on the way, in sentences. */
public final class Failures {

    private Failures() {}

    /** Says that no connection stands, or that one ended before there was an answer. */
    static RemoteFailure unreached(Target target, Limits limits, IOException cause) {
        String found;
        if (cause instanceof HttpConnectTimeoutException) {
            found = "takes no connection within %s s".formatted(limits.connect().toSeconds());
        } else if (cause instanceof HttpTimeoutException) {
            found = silence(limits.silence().toSeconds());
        } else if (cause instanceof ConnectException) {
            found = "takes no connections";
        } else if (cause instanceof SSLException) {
            found = "cannot be trusted or does not speak TLS (%s)".formatted(cause.getMessage());
        } else {
            found = "ended the connection before it answered";
        }
        return ill(
                "%s %s. Ask again; if that goes on, see whether it runs there."
                        .formatted(target.title(), found),
                cause);
    }

    /** Says that an answer ended in the middle. */
    public static RemoteFailure brokenOff(Target target, IOException cause) {
        if (cause instanceof AnswerTooLargeException) {
            return new RemoteFailure(
                    new ContentTooLargeException(
                            "%s answers with %s".formatted(target.title(), cause.getMessage()),
                            cause),
                    Sign.NONE);
        }
        String found =
                cause instanceof HttpTimeoutException
                        ? cause.getMessage()
                        : "ended its answer in the middle";
        return ill(
                "%s %s. What has come is not complete; ask again.".formatted(target.title(), found),
                cause);
    }

    /** Returns what an endpoint has said as a log may have it: in one line, which is not long. */
    public static String line(String said, int longest) {
        String line = said.replaceAll("(?U)[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > longest ? line.substring(0, longest) + "…" : line;
    }

    static String silence(long seconds) {
        return "sends nothing for %s s".formatted(seconds);
    }

    /** Says that the endpoint is not well. */
    static RemoteFailure ill(String message, Exception cause) {
        return new RemoteFailure(new SkillUnavailableException(message, cause), Sign.ILL);
    }

    /** Says that what came is not what the protocol has. */
    public static RemoteFailure nonsense(Target target, String found, Exception cause) {
        return new RemoteFailure(
                new InternalException(
                        "%s answers, and %s. It has to speak OpenAI's interface; see what runs there."
                                .formatted(target.title(), found),
                        cause),
                Sign.NONE);
    }
}
