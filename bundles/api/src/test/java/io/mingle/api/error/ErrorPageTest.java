package io.mingle.api.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about errors is the table. With {@code -Derrors.write} it is written anew. */
class ErrorPageTest {

    private static final Path PAGE = Path.of("../../docs/errors.md");

    private static final String BEGIN =
            """
            # Errors

            Every error of Mingle has one of these codes. They are the same in every version: a program may go by them, while messages are for people and change.
            The message of an error says what was asked, what was found, and what to do; what stands here holds for all errors of a code.

            | code | means | what to do | again later? | exit code | HTTP status |
            |---|---|---|---|---|---|
            """;

    private static final String END =
            """

            * **In a program** an error is a `MingleException`: `code()`, `kind()` and `retryable()` say what stands in the table. A generation that fails ends
              with `Failed`, which has the exception; a cancelled one ends with `Cancelled`.
            * **On the command line** the code stands in brackets behind the message, and the command ends with the exit code. A command line that
              was not understood is an invalid request, and ends with 2. Beside the codes of the table there are 0 for success, 143 where the process was asked to
              end (SIGTERM), and 141 where nobody read the output any more. 1 also tells that everything was done and not all of it is as it should be: answers
              that differ, lines of `batch --strict` with an error, messages of a piped `chat` that were not answered.
            * **In a batch** a line that failed has `error` with `code` and `message`.
            * **At the console** the code and what to do stand above the message.
            * **Again later** means that the same request may succeed if it is simply made again.

            This page is made from `ErrorCode`; `./mvnw -pl bundles/api test -Dtest=ErrorPageTest -Derrors.write=true` writes it.
            """;

    private static String page() {
        return Arrays.stream(ErrorCode.values())
                .map(
                        code ->
                                "| `%s` | %s | %s | %s | %s | %s |%n"
                                        .formatted(
                                                code.text(),
                                                code.meaning(),
                                                code.remedy(),
                                                code.retryable() ? "yes" : "no",
                                                code.exitCode(),
                                                code.httpStatus())
                                        .replace(System.lineSeparator(), "\n"))
                .collect(Collectors.joining("", BEGIN, END));
    }

    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        if (Boolean.getBoolean("errors.write")) {
            Files.writeString(PAGE, page());
        }
        assertEquals(
                page(),
                Files.exists(PAGE) ? Files.readString(PAGE).replace("\r\n", "\n") : "",
                "docs/errors.md is made from ErrorCode. Write it anew: ./mvnw -pl bundles/api test"
                        + " -Dtest=ErrorPageTest -Derrors.write=true");
    }

    @Test
    void codesAndExitCodesAreEachOfOneKindAndLeaveThoseOfTheShellAlone() {
        List<ErrorCode> all = List.of(ErrorCode.values());
        assertEquals(all.size(), all.stream().map(ErrorCode::text).distinct().count());
        assertEquals(all.size(), all.stream().map(ErrorCode::exitCode).distinct().count());
        for (ErrorCode code : all) {
            assertTrue(code.text().matches("[a-z]+(-[a-z]+)*"), code::text);
            assertTrue(code.exitCode() >= 1 && code.exitCode() <= 255, code::text);
            assertTrue(code.exitCode() != 141, code::text);
            assertTrue(code.httpStatus() >= 400 && code.httpStatus() <= 599, code::text);
        }
    }
}
