package io.mingle.http.internal.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mingle.api.event.Usage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);

    private void finished(Duration heard) {
        meters.finished("chat", new Usage(4, 2, Map.of(), heard), 1, 1);
    }

    @Test
    void picturesAreCountedByHowTheyWereMade() {
        meters.drawn("draw", 3);
        meters.drawn("draw", 1);
        meters.drawn("edit", 1);
        assertEquals(
                4,
                registry.get("mingle.images")
                        .tag("gen_ai.operation.name", "draw")
                        .counter()
                        .count());
    }

    @Test
    void secondsOfSoundAddUp() {
        finished(Duration.ofMillis(1500));
        finished(Duration.ZERO);
        finished(Duration.ofSeconds(2));
        assertEquals(
                3.5,
                registry.get("mingle.audio")
                        .tag("gen_ai.operation.name", "chat")
                        .counter()
                        .count());
    }
}
