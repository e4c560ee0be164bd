package io.mingle.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.ContentTooLargeException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BodyBudgetTest {

    private static final int LIMIT = 1000;

    private final BodyBudget budget = new BodyBudget();

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    @Test
    void allBodiesTogetherAreBoundedAndGiveBackTheirRoom() throws Exception {
        BodyBudget.Share one = budget.share(LIMIT);
        BodyBudget.Share other = budget.share(LIMIT);
        assertEquals(600, one.counted(bytes(600)).readAllBytes().length);
        ApiException early = assertThrows(ApiException.class, () -> other.check(500));
        assertEquals(429, early.error().status());
        assertEquals(1, early.error().retryAfter());
        ApiException late =
                assertThrows(ApiException.class, () -> other.counted(bytes(500)).readAllBytes());
        assertEquals("too-many-bytes", late.error().code());
        other.release();
        one.release();
        assertEquals(LIMIT, budget.share(LIMIT).counted(bytes(LIMIT)).readAllBytes().length);
    }

    @Test
    void whoAnnouncesMuchAndSendsNothingKeepsNobodyOut() throws Exception {
        budget.share(LIMIT).check(900);
        assertEquals(900, budget.share(LIMIT).counted(bytes(900)).readAllBytes().length);
    }

    @Test
    void oneThatNeverFitsIsToldSo() {
        assertThrows(ContentTooLargeException.class, () -> budget.share(LIMIT).check(LIMIT + 1));
        assertThrows(ContentTooLargeException.class, () -> budget.share(0).check(Long.MAX_VALUE));
    }

    /** The second one is refused before it is read, and the server goes on. */
    @Test
    void aServerRefusesWhatItHasNoRoomFor() throws Exception {
        try (TestServer server = new TestServer(Map.of("bodiesTogether", 100L), List.of())) {
            String body = "{\"model\": \"" + "x".repeat(200) + "\"}";
            assertEquals(413, server.post("/v1/chat/completions", body).statusCode());
            assertTrue(server.get("/v1/models").statusCode() == 200);
            assertEquals(400, server.post("/v1/chat/completions", "{}").statusCode());
        }
    }
}
