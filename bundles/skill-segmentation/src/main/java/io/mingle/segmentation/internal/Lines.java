package io.mingle.segmentation.internal;

import io.mingle.segmentation.decode.DepthSettings;
import io.mingle.segmentation.decode.EdgeSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** How drawings of lines and of depths are read, as configured. */
@Component(service = Lines.class, configurationPid = Decoders.PID + ".lines")
@Designate(ocd = LineSettings.class)
public final class Lines {

    private final EdgeSettings edges;
    private final DepthSettings depths;

    @Activate
    public Lines(LineSettings it) {
        edges = new EdgeSettings(it.window(), it.k(), it.shortest(), it.straightness());
        depths = new DepthSettings(it.mostChroma());
    }

    EdgeSettings edges() {
        return edges;
    }

    DepthSettings depths() {
        return depths;
    }
}
