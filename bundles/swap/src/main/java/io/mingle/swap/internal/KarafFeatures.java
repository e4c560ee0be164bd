package io.mingle.swap.internal;

import java.util.Arrays;
import java.util.Optional;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The features of Karaf, where there is Karaf: whenever a feature comes or goes, the bundles of all
 * others are brought back to the versions that their features name, whatever runs by then.
 */
@Component
public final class KarafFeatures implements BundleOwner {

    private static final Logger log = LoggerFactory.getLogger(KarafFeatures.class);

    private final FeaturesService features;

    @Activate
    public KarafFeatures(@Reference FeaturesService features) {
        this.features = features;
    }

    @Override
    public Optional<String> ownerOf(Bundle bundle) {
        try {
            return Arrays.stream(features.listInstalledFeatures())
                    .filter(it -> names(it, bundle.getLocation()))
                    .map(it -> "the Karaf feature " + it.getName() + " " + it.getVersion())
                    .findFirst();
        } catch (Exception e) {
            log.debug("Karaf does not tell its features", e);
            return Optional.of("Karaf");
        }
    }

    private static boolean names(Feature feature, String location) {
        return feature.getBundles().stream().anyMatch(it -> location.equals(it.getLocation()));
    }
}
