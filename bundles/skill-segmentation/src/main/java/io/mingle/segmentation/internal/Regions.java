package io.mingle.segmentation.internal;

import io.mingle.segmentation.decode.Palette;
import io.mingle.segmentation.decode.PaletteSettings;
import io.mingle.segmentation.decode.Thresholds;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** How many things are told apart, as configured. */
@Component(service = Regions.class, configurationPid = Decoders.PID + ".regions")
@Designate(ocd = RegionSettings.class)
public final class Regions {

    private final PaletteSettings settings;

    @Activate
    public Regions(RegionSettings it) {
        settings =
                new PaletteSettings(
                        Palette.USUAL,
                        it.opacities().length == 0
                                ? PaletteSettings.USUAL.opacities()
                                : Arrays.stream(it.opacities()).boxed().toList(),
                        it.smoothing(),
                        new Thresholds(
                                it.lowestThreshold(),
                                it.highestThreshold(),
                                it.otsuRatio(),
                                it.certainShare()),
                        it.weakShare(),
                        it.weakest(),
                        it.farthest(),
                        it.leastKnown(),
                        it.fine(),
                        it.majority(),
                        it.leastArea(),
                        it.gap(),
                        it.bandwidth(),
                        it.apart());
    }

    PaletteSettings settings() {
        return settings;
    }
}
