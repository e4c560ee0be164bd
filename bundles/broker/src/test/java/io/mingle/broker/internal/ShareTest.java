package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.broker.Lease;
import io.mingle.trust.Audit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShareTest extends BrokerFixture {

    private static final String SKILL = "test.skill";

    @BeforeEach
    void provideTwoVersions() throws Exception {
        for (String version : new String[] {"1.0.0", "2.0.0"}) {
            framework
                    .bundle(SKILL, version)
                    .getBundleContext()
                    .registerService(Greeter.class, () -> version, null);
        }
    }

    private String greet() {
        try (Lease<Greeter> lease = broker.lease(Greeter.class, NOT)) {
            return lease.service().greet();
        }
    }

    private int greetingsOf(String version, int calls) {
        int count = 0;
        for (int i = 0; i < calls; i++) {
            count += greet().equals(version) ? 1 : 0;
        }
        return count;
    }

    @Test
    void withoutWeightsTheVersionThatCameFirstIsCalled() {
        assertEquals(20, greetingsOf("1.0.0", 20));
    }

    @Test
    void aVersionWithoutWeightGetsNoCallsEvenIfItRanksHigher() throws Exception {
        broker.share(SKILL, Map.of("1.0.0", 1, "2.0.0", 0));
        assertEquals(20, greetingsOf("1.0.0", 20));
        broker.share(SKILL, Map.of("2.0.0", 1));
        assertEquals(20, greetingsOf("2.0.0", 20));
    }

    @Test
    void callsAreSharedByWeight() {
        broker.share(SKILL, Map.of("1.0.0", 3, "2.0.0", 1));
        int second = greetingsOf("2.0.0", 4000);
        assertTrue(Math.abs(second - 1000) < 200, second + " of 4000 instead of about 1000");
    }

    @Test
    void theLargestWeightsDoNotOverflow() {
        broker.share(SKILL, Map.of("1.0.0", Integer.MAX_VALUE, "2.0.0", Integer.MAX_VALUE));
        int second = greetingsOf("2.0.0", 1000);
        assertTrue(Math.abs(second - 500) < 200, second + " of 1000 instead of about 500");
    }

    @Test
    void otherBundlesAreNotConcerned() throws Exception {
        broker.share(SKILL, Map.of("1.0.0", 0));
        assertThrows(
                SkillUnavailableException.class,
                () -> broker.lease(Greeter.class, Duration.ofMillis(20)));
        register(() -> "another");
        assertEquals("another", greet());
    }

    @Test
    void whoWaitsLooksAgainWhenTheSharesChange() throws Exception {
        broker.share(SKILL, Map.of("1.0.0", 0));
        CompletableFuture<String> waiting =
                CompletableFuture.supplyAsync(
                        () -> {
                            try (Lease<Greeter> lease = broker.lease(Greeter.class, LONG)) {
                                return lease.service().greet();
                            }
                        });
        Thread.sleep(50);
        assertFalse(waiting.isDone());
        broker.share(SKILL, Map.of());
        assertEquals("1.0.0", waiting.get(10, TimeUnit.SECONDS));
        assertEquals(Map.of(), broker.shares());
    }

    @Test
    void aNegativeWeightIsRefused() {
        assertThrows(InvalidRequestException.class, () -> broker.share(SKILL, Map.of("1.0.0", -1)));
    }

    @Test
    void whoSharesOutCallsIsRecordedExceptTheSwapperWhichRecordsItself() throws Exception {
        long swapper = framework.bundle("io.mingle.swap").getBundleId();
        String log =
                logOf(
                        () -> {
                            broker.share(SKILL, Map.of("2.0.0", 1, "1.0.0", 3));
                            broker.share(SKILL, Map.of());
                            leasing.share(swapper, SKILL, Map.of("1.0.0", 1));
                        });
        assertEquals(
                List.of(
                        "shared: test.skill {1.0.0=3, 2.0.0=1}, by org.apache.felix.framework",
                        "shared: test.skill as it ranks, by org.apache.felix.framework"),
                log.lines()
                        .filter(it -> it.contains(Audit.LOGGER))
                        .map(it -> it.substring(it.indexOf("shared: ")))
                        .toList());
    }
}
