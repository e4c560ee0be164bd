package io.mingle.gen.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The noise before each step, as published. */
class FlowMatchScheduleTest {

    private static final FlowMatchSchedule PUBLISHED = FlowMatchSchedule.shifted(3);

    @Test
    void theShiftIsAppliedTwice() {
        assertArrayEquals(
                new float[] {1, 0.857692f, 0.602151f, 0.008929f, 0},
                PUBLISHED.sigmas(4, 1024),
                1e-6f);
        float[] twenty = PUBLISHED.sigmas(20, 1024);
        assertArrayEquals(
                new float[] {1, 0.981875f, 0.962386f, 0.941373f, 0.918652f},
                Arrays.copyOf(twenty, 5),
                1e-6f);
        assertArrayEquals(
                new float[] {0.266330f, 0.149787f, 0.008929f, 0},
                Arrays.copyOfRange(twenty, 17, 21),
                1e-6f);
        float[] thirty = PUBLISHED.sigmas(30, 1024);
        assertArrayEquals(
                new float[] {1, 0.988271f, 0.975979f, 0.963082f, 0.949534f, 0.935285f},
                Arrays.copyOf(thirty, 6),
                1e-6f);
        assertArrayEquals(
                new float[] {0.188245f, 0.104323f, 0.008929f, 0},
                Arrays.copyOfRange(thirty, 27, 31),
                1e-6f);
    }

    @Test
    void timesOfTrainingAreThoseOfTheScheduler() {
        Facts trained =
                ReferenceValues.facts(FlowMatchSchedule.class, "gen-schedule/expected.json")
                        .get("trained");
        for (String time : trained.names()) {
            assertEquals(
                    trained.get(time).floatValue(),
                    PUBLISHED.trained(Integer.parseInt(time)),
                    1e-6f);
        }
    }

    @Test
    void whatIsNotKnownIsRefused() {
        String told =
                assertThrows(
                                BrokenModelException.class,
                                () ->
                                        FlowMatchSchedule.read(
                                                ConfigSection.parse(
                                                        "{\"use_karras_sigmas\": true}",
                                                        "scheduler_config.json")))
                        .getMessage();
        assertTrue(told.contains("use_karras_sigmas should be false"), told);
    }
}
