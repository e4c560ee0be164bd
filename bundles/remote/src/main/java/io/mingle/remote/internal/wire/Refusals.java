package io.mingle.remote.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.remote.internal.wire.RemoteFailure.Sign;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What a refusal of an endpoint means here: by the code of the table of errors, which another
 * Mingle sends, else by the status of HTTP. Whether it is asked again, the table says.
 */
public final class Refusals {

    private static final int LONGEST_MESSAGE = 400;
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);
    private static final Duration USUAL_REST = Duration.ofSeconds(1);
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;

    private Refusals() {}

    /**
     * Reads a refusal.
     *
     * @param status of the answer
     * @param retryAfter as the header has it
     * @param body the beginning of it
     */
    static RemoteFailure of(Target target, int status, Optional<String> retryAfter, String body) {
        JsonNode error;
        try {
            error = Json.object(target, body);
        } catch (RemoteFailure e) {
            error = Json.object();
        }
        return of(target, status, rest(retryAfter), error.path("error"));
    }

    /** Reads an error that came within a stream. */
    public static RemoteFailure of(Target target, JsonNode error) {
        int status = error.path("code").asInt(error.path("status").asInt(SERVER_FAULT));
        return of(target, status, Optional.empty(), error);
    }

    private static RemoteFailure of(
            Target target, int status, Optional<Duration> rest, JsonNode error) {
        String code = error.path("code").asText();
        String words = "%s refuses: %s".formatted(target.title(), message(status, error));
        Optional<ErrorCode> known =
                Arrays.stream(ErrorCode.values()).filter(it -> it.text().equals(code)).findFirst();
        if (known.isPresent()) {
            return ofMingle(known.get(), words, rest);
        }
        return switch (status) {
            case 400, 405, 415, 422 ->
                    new RemoteFailure(new InvalidRequestException(words), Sign.NONE);
            case 413 -> new RemoteFailure(new ContentTooLargeException(words), Sign.NONE);
            case 401, 403 ->
                    unavailable(words + " See whether keyFile has its key.", Sign.ILL, rest);
            case 404 ->
                    unavailable(words + " See whether url and model are right.", Sign.UNABLE, rest);
            case 501, 508 -> unavailable(words, Sign.UNABLE, rest);
            case 408, 425, 429, 499, 502, 503, 504 ->
                    unavailable(
                            words + later(rest),
                            status == TOO_MANY ? Sign.CROWDED : Sign.AWAY,
                            Optional.of(rest.orElse(USUAL_REST)));
            default -> new RemoteFailure(new InternalException(words), Sign.NONE);
        };
    }

    private static RemoteFailure ofMingle(ErrorCode code, String words, Optional<Duration> rest) {
        MingleException error =
                switch (code) {
                    case INVALID_REQUEST -> new InvalidRequestException(words);
                    case UNREADABLE_CONTENT -> new UnreadableContentException(words);
                    case CONTENT_TOO_LARGE -> new ContentTooLargeException(words);
                    case CONVERSATION_TOO_LONG -> new ConversationTooLongException(words, 0, 0);
                    case BROKEN_MODEL -> new BrokenModelException(words);
                    case ENGINE_UNAVAILABLE -> new EngineUnavailableException(words);
                    case MEMORY_REFUSED ->
                            new MemoryRefusedException(words + later(rest), 0, 0, Map.of());
                    case UNWRITABLE_OUTPUT -> new UnwritableOutputException(words);
                    case INTERNAL -> new InternalException(words);
                    // Nobody here has cancelled: who did is there.
                    case SKILL_UNAVAILABLE, CANCELLED ->
                            new SkillUnavailableException(words + later(rest));
                };
        return error.retryable()
                ? new RemoteFailure(error, Sign.AWAY, Optional.of(rest.orElse(USUAL_REST)))
                : new RemoteFailure(error, Sign.NONE);
    }

    private static RemoteFailure unavailable(String words, Sign sign, Optional<Duration> rest) {
        return new RemoteFailure(new SkillUnavailableException(words), sign, rest);
    }

    private static String later(Optional<Duration> rest) {
        return rest.map(it -> " Ask again in %s s.".formatted(Math.max(1, it.toSeconds())))
                .orElse(" Ask again later.");
    }

    /** What it says, as far as a person reads it and a log may have it in one line. */
    private static String message(int status, JsonNode error) {
        String said = error.isTextual() ? error.asText() : error.path("message").asText();
        String line = Failures.line(said, LONGEST_MESSAGE);
        return line.isEmpty() ? "status %s of HTTP.".formatted(status) : line;
    }

    /** Reads {@code Retry-After}: seconds, or a date (RFC 9110, 10.2.3). */
    static Optional<Duration> rest(Optional<String> header) {
        return header.flatMap(Refusals::duration)
                .map(it -> it.isNegative() ? Duration.ZERO : it)
                .map(it -> it.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : it);
    }

    private static Optional<Duration> duration(String text) {
        try {
            if (text.matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return Optional.of(Duration.between(Instant.now(), date));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
