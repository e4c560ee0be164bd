package io.mingle.segmentation.internal;

import io.mingle.segmentation.decode.BoxSettings;
import io.mingle.segmentation.decode.Palette;
import io.mingle.segmentation.decode.Thresholds;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** How drawn boxes are found, as configured. */
@Component(service = BoxReading.class, configurationPid = Decoders.PID + ".boxes")
@Designate(ocd = BoxLineSettings.class)
public final class BoxReading {

    private final BoxSettings settings;

    @Activate
    public BoxReading(BoxLineSettings it) {
        settings =
                new BoxSettings(
                        Palette.USUAL,
                        new Thresholds(
                                it.lowestThreshold(),
                                it.highestThreshold(),
                                it.otsuRatio(),
                                it.certainShare()),
                        it.thin(),
                        it.farthest(),
                        it.shortest(),
                        it.thickest(),
                        it.gap(),
                        it.cover(),
                        it.overlap(),
                        it.mostBoxes());
    }

    BoxSettings settings() {
        return settings;
    }
}
