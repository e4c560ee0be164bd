package io.mingle.audio.detokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.nn.Parameter;
import io.mingle.nn.Parameters;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DetokenizerConfigTest {

    @Test
    void thePublishedFlowsHaveTheirParameters() {
        assertEquals(110_762_992, flow(FlowConfig.PUBLISHED_STREAMING, ""));
        assertEquals(37_306_880, flow(FlowConfig.PUBLISHED_STREAMING, "encoder."));
        assertEquals(71_302_480, flow(FlowConfig.PUBLISHED_STREAMING, "decoder."));
        assertEquals(104_874_752, flow(FlowConfig.PUBLISHED_WHOLE, ""));
    }

    private static long flow(FlowConfig config, String beginning) {
        Parameters parameters = new Parameters();
        new FlowNetwork(config, parameters.scope());
        return sum(parameters, beginning);
    }

    @Test
    void thePublishedVocoderHasItsParameters() {
        Parameters parameters = new Parameters();
        new VocoderNetwork(VocoderConfig.PUBLISHED_STREAMING, parameters.scope());
        // The lengths of normed weights are no parameters of their own once they are fused.
        long lengths =
                parameters.list().stream()
                        .filter(it -> it.name().endsWith("original0"))
                        .mapToLong(Parameter::count)
                        .sum();
        assertEquals(20_806_557, sum(parameters, "") - lengths);
    }

    private static long sum(Parameters parameters, String beginning) {
        return parameters.list().stream()
                .filter(it -> it.name().startsWith(beginning))
                .mapToLong(Parameter::count)
                .sum();
    }

    @Test
    void framesAreOneForEachCodeOrFollowTheRates() {
        assertEquals(85, FlowConfig.PUBLISHED_STREAMING.frames(85));
        assertEquals(146, FlowConfig.PUBLISHED_WHOLE.frames(85));
        assertEquals(480, VocoderConfig.PUBLISHED_STREAMING.frame());
        assertEquals(256, VocoderConfig.PUBLISHED_WHOLE.frame());
    }

    @Test
    void theNoiseIsThatOfTheReference() {
        float[] first = {
            -1.1258f, -1.1524f, -0.2506f, -0.4339f, 0.8487f, 0.6920f, -0.3160f, -2.1152f
        };
        float[] last = {-1.3135f, -0.0322f, -0.9826f, -0.0833f};
        FlowNoise noise = FlowNoise.published(80);
        float[] values = noise.values();
        assertArrayEquals(first, Arrays.copyOf(values, first.length), 1e-4f);
        assertArrayEquals(
                last, Arrays.copyOfRange(values, values.length - 4, values.length), 1e-4f);
        assertEquals(values[15_000], noise.first(7)[7]);
    }

    @Test
    void noiseForMoreFramesThanThereAreIsRefused() {
        FlowNoise noise = new FlowNoise(new float[12], 6);
        ContentTooLargeException e =
                assertThrows(ContentTooLargeException.class, () -> noise.first(7));
        assertEquals(
                "A sentence of 7 frames was to be spoken; 6 are the most at a time. Part it into"
                        + " shorter ones.",
                e.getMessage());
    }
}
