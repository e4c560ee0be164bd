package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.trainer.internal.learn.Figures;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AveragesTest {

    private static Figures figures(double loss, Map<String, Double> guides) {
        Map<String, Double> losses = new TreeMap<>(guides);
        losses.put("", loss);
        return new Figures(losses, Map.of("", 0.5, "dense", 0.25));
    }

    @Test
    void theyStandInTheOrderOfTheirNamesWhicheverTaskCameFirst() {
        Averages averages = new Averages();
        averages.add("read", figures(3, Map.of("dense", 2.0)));
        averages.add("look", figures(3, Map.of("dense", 2.0, "boxes", 1.0)));
        averages.add("read", figures(1, Map.of("dense", 2.0)));
        assertEquals(
                List.of("look", "look boxes", "look dense", "read", "read dense"),
                List.copyOf(averages.losses().keySet()));
        assertEquals(
                List.of("look", "look dense", "read", "read dense"),
                List.copyOf(averages.accuracy().keySet()));
    }

    @Test
    void whatWasAskedForStaysAsItWas() {
        Averages averages = new Averages();
        averages.add("read", figures(3, Map.of("dense", 2.0)));
        Map<String, Double> before = averages.losses();
        averages.add("read", figures(1, Map.of("dense", 2.0)));
        assertEquals(3, before.get("read"));
        assertEquals(0.97 * 3 + 0.03 * 1, averages.losses().get("read"), 1e-9);
    }
}
