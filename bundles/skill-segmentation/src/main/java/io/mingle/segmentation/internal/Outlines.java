package io.mingle.segmentation.internal;

import io.mingle.segmentation.decode.BoundarySettings;
import io.mingle.segmentation.decode.MaskSettings;
import io.mingle.segmentation.decode.PaintSettings;
import io.mingle.segmentation.decode.PartSettings;
import io.mingle.segmentation.decode.Thresholds;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** How the mask of one thing is cleaned, and where it ends, as configured. */
@Component(service = Outlines.class, configurationPid = Decoders.PID + ".masks")
@Designate(ocd = OutlineSettings.class)
public final class Outlines {

    private final MaskSettings settings;

    @Activate
    public Outlines(OutlineSettings it) {
        PartSettings usual = PartSettings.USUAL;
        settings =
                new MaskSettings(
                        it.smoothing(),
                        new Thresholds(
                                Thresholds.USUAL.lowest(),
                                Thresholds.USUAL.highest(),
                                Thresholds.USUAL.otsuRatio(),
                                it.certainShare()),
                        new PaintSettings(
                                PaintSettings.USUAL.colours(),
                                PaintSettings.USUAL.leastOpacity(),
                                it.leastKept()),
                        new PartSettings(
                                it.opening(),
                                it.closing(),
                                usual.leastArea(),
                                usual.leastShare(),
                                it.leastStrength(),
                                it.holeShare(),
                                usual.companionShare()),
                        new BoundarySettings(
                                it.boundarySmoothing(),
                                it.boundaryBand(),
                                BoundarySettings.USUAL.guidedRadius(),
                                it.guidedEpsilon()));
    }

    MaskSettings settings() {
        return settings;
    }
}
