package io.mingle.trainer.internal.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AutoencoderTaskTest {

    @Test
    void latentsThatDoNotDifferHaveAScaleThatIsANumber() {
        assertEquals(0.5, scale(1, 5));
        assertTrue(Double.isFinite(scale(1, 1)));
        assertTrue(Double.isFinite(scale(1, 0.999)));
    }

    private static double scale(double mean, double square) {
        return new AutoencoderTask()
                .settings()
                .orElseThrow()
                .of(Map.of(AutoencoderObjective.MEAN, mean, AutoencoderObjective.SQUARE, square))
                .get("vae/config.json")
                .get("scaling_factor");
    }
}
