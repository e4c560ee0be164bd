package io.mingle.host.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    @ParameterizedTest
    @CsvSource({"0, 3", "2, 3", "10, 1", "10, 3", "10, 10", "9223372036854775807, 100000"})
    void partsHoldEveryLineOnceInOrderAndAreAlikeInLength(long lines, int count) {
        long next = 0;
        for (int index = 0; index < count; index++) {
            Shard shard = new Shard(index, count);
            assertEquals(next, shard.from(lines));
            next = shard.to(lines);
            long length = next - shard.from(lines);
            assertTrue(length == lines / count || length == lines / count + 1);
        }
        assertEquals(lines, next);
    }

    @Test
    void anIndexedJobNamesItsPart() {
        assertEquals(
                new Shard(3, 8),
                Shard.read("auto", Map.of("JOB_COMPLETION_INDEX", "3", "MINGLE_SHARDS", "8")));
        assertEquals(new Shard(3, 8), Shard.read("3/8", Map.of()));
        assertEquals("part-00003-of-00008.jsonl", new Shard(3, 8).fileName());
    }

    @Test
    void aMissingVariableIsNamed() {
        assertEquals(
                "The part 'auto' is the one that JOB_COMPLETION_INDEX and MINGLE_SHARDS name, and"
                        + " MINGLE_SHARDS is not set. An indexed job sets the former; set the"
                        + " latter to its completions.",
                refused("auto", Map.of("JOB_COMPLETION_INDEX", "3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "3/", "a/8", "-1/8", "1/99999999999", "٣/٨"})
    void whatIsNoPartIsRefused(String text) {
        String told = refused(text, Map.of());
        assertTrue(told.startsWith("'%s' is no part of a batch.".formatted(text)), told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8/8", "0/0", "0/100001"})
    void aPartThatIsNotThereIsRefused(String text) {
        String told = refused(text, Map.of());
        assertTrue(told.startsWith("There is no part %s:".formatted(text)), told);
    }

    private static String refused(String text, Map<String, String> variables) {
        return assertThrows(InvalidRequestException.class, () -> Shard.read(text, variables))
                .getMessage();
    }
}
