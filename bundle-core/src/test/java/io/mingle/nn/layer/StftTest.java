package io.mingle.nn.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.nn.Body;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Stft.Edges;
import io.mingle.nn.layer.Stft.Spectrum;
import io.mingle.reference.TestDevice;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waves and their spectra, and their gradients, against PyTorch's own. */
@Tag("numbers")
@Timeout(300)
class StftTest {

    private static final Stft SAME = new Stft(24, 6, Edges.SAME);

    private static TestDevice device;
    private static LayerReference reference;

    @BeforeAll
    static void open() {
        device = new TestDevice();
        reference = new LayerReference(device.runtime(), StftTest.class, "spectra.safetensors");
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
        }
    }

    private static void check(String name, Stft stft) {
        reference.checkWritten(
                name,
                (scope, inputs) -> {
                    Spectrum found = stft.apply(inputs.exact("x"));
                    Body body = found.real().body();
                    return body.call("torch.cat", List.of(found.real(), found.imaginary()), 1);
                });
    }

    private static void checkInverse(String name, Stft stft) {
        reference.checkWritten(
                name,
                (scope, inputs) -> {
                    Value real = inputs.exact("real");
                    return stft.inverse(new Spectrum(real, inputs.exact("imaginary")));
                });
    }

    @Test
    void framesStandAroundTheirPlaces() {
        check("centred", new Stft(16, 4, Edges.CENTRED));
    }

    @Test
    void framesStayWithinTheWave() {
        check("inside", new Stft(20, 5, Edges.NONE));
    }

    @Test
    void theWindowMayBeShorterThanTheTransform() {
        check("short_window", new Stft(32, 20, 8, Edges.CENTRED));
        checkInverse("inverse_short_window", new Stft(32, 20, 8, Edges.CENTRED));
    }

    @Test
    void thereAreAsManyFramesAsHops() {
        check("same", SAME);
    }

    @Test
    void anySpectrumHasANearestWave() {
        checkInverse("inverse_centred", new Stft(16, 4, Edges.CENTRED));
        checkInverse("inverse_same", SAME);
    }

    @Test
    void aWaveComesBackFromItsSpectrum() {
        reference.checkWritten(
                "round_trip", (scope, inputs) -> SAME.inverse(SAME.apply(inputs.exact("x"))));
    }

    @Test
    void aWindowThatIsLongerThanTheTransformIsRefused() {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class, () -> new Stft(16, 20, 4, Edges.CENTRED));
        assertEquals(
                "A transform of 16 samples with a window of 20 and hops of 4 has no middle. Give"
                        + " even numbers, and a window that is not longer than the transform.",
                refused.getMessage());
    }
}
