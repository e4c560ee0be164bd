package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.trainer.internal.learn.Learner.Figures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AveragesTest {

    @Test
    void theyStandInTheOrderOfTheirNamesWhicheverTaskCameFirst() {
        Averages averages = new Averages();
        averages.add("read", new Figures(3, 0.5, 2, 0.25, 0, 0, 1));
        averages.add("look", new Figures(3, 0.5, 2, 0.25, 1, 1, 1));
        averages.add("read", new Figures(1, 0.5, 2, 0.25, 0, 0, 1));
        assertEquals(
                List.of(
                        "balance",
                        "look",
                        "look boxes",
                        "look dense",
                        "look extents",
                        "read",
                        "read dense"),
                List.copyOf(averages.losses().keySet()));
        assertEquals(
                List.of("look", "look dense", "read", "read dense"),
                List.copyOf(averages.accuracy().keySet()));
    }

    @Test
    void whatWasAskedForStaysAsItWas() {
        Averages averages = new Averages();
        averages.add("read", new Figures(3, 0.5, 2, 0.25, 0, 0, 1));
        Map<String, Double> before = averages.losses();
        averages.add("read", new Figures(1, 0.5, 2, 0.25, 0, 0, 1));
        assertEquals(3, before.get("read"));
        assertEquals(0.97 * 3 + 0.03 * 1, averages.losses().get("read"), 1e-9);
    }
}
