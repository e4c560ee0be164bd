package io.mingle.api.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MingleExceptionTest {

    static Stream<Arguments> family() {
        return Stream.of(
                Arguments.of(new InvalidRequestException("m"), "invalid-request", false),
                Arguments.of(new UnreadableContentException("m"), "unreadable-content", false),
                Arguments.of(new ContentTooLargeException("m"), "content-too-large", false),
                Arguments.of(
                        new ConversationTooLongException("m", 9, 8),
                        "conversation-too-long",
                        false),
                Arguments.of(new UnwritableOutputException("m"), "unwritable-output", false),
                Arguments.of(new BrokenModelException("m"), "broken-model", false),
                Arguments.of(new EngineUnavailableException("m"), "engine-unavailable", false),
                Arguments.of(new SkillUnavailableException("m"), "skill-unavailable", true),
                Arguments.of(new CancelledException("m"), "cancelled", true),
                Arguments.of(new InternalException("m"), "internal", false),
                Arguments.of(
                        new MemoryRefusedException("m", 2, 1, Map.of()), "memory-refused", true));
    }

    @ParameterizedTest
    @MethodSource("family")
    void codesAreStable(MingleException error, String code, boolean retryable) {
        assertEquals(code, error.code());
        assertEquals(retryable, error.retryable());
        assertEquals("m", error.getMessage());
    }

    @Test
    void everyKindEndsAProcessInAWayOfItsOwn() {
        ErrorCode[] all = ErrorCode.values();
        assertEquals(all.length, Stream.of(all).map(ErrorCode::exitCode).distinct().count());
        for (ErrorCode kind : all) {
            assertTrue(kind.exitCode() > 0 && kind.exitCode() < 256, kind.text());
            assertTrue(kind.httpStatus() >= 400 && kind.httpStatus() < 600, kind.text());
        }
    }

    @Test
    void theWholeFamilyIsTestedHere() {
        assertEquals(MingleException.class.getPermittedSubclasses().length, family().count());
    }

    /** What a command line does not say rightly is a request that cannot be right. */
    @Test
    void anInvalidRequestEndsAProcessAsShellsTellOfWrongUsage() {
        assertEquals(2, ErrorCode.INVALID_REQUEST.exitCode());
    }

    @Test
    void aConversationThatIsTooLongTellsByHowMuch() {
        ConversationTooLongException error = new ConversationTooLongException("m", 9, 8);
        assertEquals(9, error.tokens());
        assertEquals(8, error.limit());
    }

    @Test
    void aRefusalOfMemoryTellsWhoHoldsTheRest() {
        Map<String, Long> holders = new HashMap<>(Map.of("io.mingle.vision", 7L));
        MemoryRefusedException error = new MemoryRefusedException("m", 5, 3, holders);
        holders.clear();

        assertEquals(5, error.needed());
        assertEquals(3, error.available());
        assertEquals(Map.of("io.mingle.vision", 7L), error.holders());
        assertThrows(UnsupportedOperationException.class, () -> error.holders().clear());
    }
}
