package io.mingle.segmentation.internal;

import io.mingle.api.error.InternalException;
import io.mingle.api.skill.SelfTest;
import io.mingle.segmentation.decode.Overlay;
import io.mingle.segmentation.decode.Rgb;
import io.mingle.segmentation.raster.BitMask;
import io.mingle.vision.picture.RgbPicture;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Paints a square itself, and reads it with the settings that hold. */
@Component
public final class ReadingSelfTest implements SelfTest {

    private static final int SIDE = 64;
    private static final int FROM = 16;
    private static final int TO = 48;

    private final Decoders decoders;

    @Activate
    public ReadingSelfTest(@Reference Decoders decoders) {
        this.decoders = decoders;
    }

    @Override
    public void run() {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        Arrays.fill(rgb, (byte) 128);
        RgbPicture grey = new RgbPicture(SIDE, SIDE, rgb);
        BitMask square = new BitMask(SIDE, SIDE);
        for (int i = 0; i < square.set().length; i++) {
            int x = i % SIDE;
            int y = i / SIDE;
            square.set()[i] = x >= FROM && x < TO && y >= FROM && y < TO;
        }
        Rgb colour = decoders.colours(List.of()).stream().findFirst().orElse(Rgb.RED);
        RgbPicture painted = Overlay.paint(grey, square, colour, 0.5);
        BitMask found = decoders.masks(List.of(colour)).decode(grey, painted, false).mask();
        if (found.and(square).area() < 0.9 * found.or(square).area()) {
            throw new InternalException(
                    "A square of %s pixels was painted in %s and read as %s pixels. Look at the colour and the thresholds of %s."
                            .formatted(square.area(), colour, found.area(), Decoders.PID));
        }
    }
}
