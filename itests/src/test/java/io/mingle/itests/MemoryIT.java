package io.mingle.itests;

import static io.mingle.itests.picture.ShapesQuestion.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.model.MemoryUse;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.service.cm.ConfigurationAdmin;

/** Who asks for more memory than there is waits or is told; what nobody uses makes room. */
@InFramework
@Timeout(120)
class MemoryIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String MEMORY = "io.mingle.memory";
    private static final String CORE = "io.mingle.core";

    @AfterEach
    void lift(ConfigurationAdmin admin) throws Exception {
        admin.getConfiguration(MEMORY, "?").delete();
    }

    private static void configure(ConfigurationAdmin admin, String key, Object value)
            throws Exception {
        admin.getConfiguration(MEMORY, "?").update(new Hashtable<>(Map.of(key, value)));
    }

    private static long held(Broker broker, Predicate<MemoryUse> which) {
        try (Lease<MemoryReport> report = broker.lease(MemoryReport.class, LIMIT)) {
            return report.service().uses().stream().filter(which).mapToLong(MemoryUse::bytes).sum();
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 2000; i++) {
            if (condition.call()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("It did not come about in 20 seconds");
    }

    @Test
    void callersWhoseAnswersDoNotFitBesideOneAnotherAreAllAnswered(
            Broker broker, ConfigurationAdmin admin) throws Exception {
        String alone = ask(broker);
        long weights =
                held(broker, use -> use.owner().equals(CORE) && use.purpose().equals("weights"));
        limitCore(admin, weights);
        long room = awaitRefusal(broker).needed();
        do {
            room = room * 3 / 2;
            limitCore(admin, weights + room);
        } while (!isAnswered(broker));
        try (Callers callers = new Callers(4, () -> same(alone, ask(broker)))) {
            callers.awaitCalls(40);
        }
        await(() -> held(broker, use -> use.request() > 0 || use.purpose().equals("cache")) == 0);
    }

    private static void limitCore(ConfigurationAdmin admin, long bytes) throws Exception {
        configure(admin, "bundleLimits", new String[] {CORE + "=" + bytes});
    }

    /** Asks until the limit holds, and returns how it is said. */
    private static MemoryRefusedException awaitRefusal(Broker broker) throws Exception {
        List<MemoryRefusedException> refused = new ArrayList<>();
        await(
                () -> {
                    try {
                        ask(broker);
                    } catch (MemoryRefusedException e) {
                        refused.add(e);
                    }
                    return !refused.isEmpty();
                });
        return refused.get(0);
    }

    /** Asks until the limit does not hold any more. */
    private static void awaitAnswer(Broker broker) throws Exception {
        await(
                () -> {
                    try {
                        return !ask(broker).isEmpty();
                    } catch (MemoryRefusedException e) {
                        return false;
                    }
                });
    }

    /** Returns whether a limit that has just been set leaves room for an answer. */
    private static boolean isAnswered(Broker broker) throws Exception {
        for (int i = 0; i < 30; i++) {
            try {
                return !ask(broker).isEmpty();
            } catch (MemoryRefusedException e) {
                Thread.sleep(10);
            }
        }
        return false;
    }

    private static String same(String expected, String found) {
        assertEquals(expected, found);
        return found;
    }

    @Test
    void whatNeverFitsIsRefusedAndTheNextCallIsAnswered(Broker broker, ConfigurationAdmin admin)
            throws Exception {
        ask(broker);
        limitCore(admin, 1000);
        awaitRefusal(broker);
        MemoryRefusedException refused =
                assertThrows(MemoryRefusedException.class, () -> ask(broker));
        assertTrue(refused.getMessage().contains("io.mingle.core"), refused.getMessage());
        assertTrue(refused.needed() > 1000);

        lift(admin);
        awaitAnswer(broker);
    }

    @Test
    void aSubmodelThatIsNotUsedIsUnloadedAndComesBackWithTheNextQuestion(
            Broker broker, ConfigurationAdmin admin) throws Exception {
        String before = ask(broker);
        assertTrue(held(broker, MemoryIT::isWeight) > 0);

        configure(admin, "idleSeconds", 1);
        await(() -> held(broker, MemoryIT::isWeight) == 0);

        assertEquals(before, ask(broker));
    }

    private static boolean isWeight(MemoryUse use) {
        return use.owner().equals("io.mingle.vision")
                && (use.purpose().equals("weights") || use.purpose().equals("mapped"));
    }
}
