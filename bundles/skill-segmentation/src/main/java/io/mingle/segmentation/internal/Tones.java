package io.mingle.segmentation.internal;

import io.mingle.segmentation.decode.AlignmentSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** How tones are compared, as configured. */
@Component(service = Tones.class, configurationPid = Decoders.PID + ".tones")
@Designate(ocd = ToneSettings.class)
public final class Tones {

    private final AlignmentSettings settings;

    @Activate
    public Tones(ToneSettings it) {
        settings =
                new AlignmentSettings(
                        it.iterations(),
                        it.trim(),
                        it.stiffness(),
                        it.nearby(),
                        it.leastShare(),
                        it.farthestGain());
    }

    AlignmentSettings settings() {
        return settings;
    }
}
