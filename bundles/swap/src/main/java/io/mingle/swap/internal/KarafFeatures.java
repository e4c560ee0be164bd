package io.mingle.swap.internal;

import java.util.Arrays;
import java.util.Optional;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The features of Karaf, where there is Karaf: whenever a feature comes or goes, the bundles of all
 * others are brought back to the versions that their features name, whatever runs by then.
 */
final class KarafFeatures {

    private static final Logger log = LoggerFactory.getLogger(KarafFeatures.class);

    /** By its name, because nobody has its class elsewhere. */
    private static final String SERVICE = "org.apache.karaf.features.FeaturesService";

    private KarafFeatures() {}

    /**
     * Tells which feature wants a bundle to keep its version.
     *
     * @param context of any bundle
     * @return a name for people; empty if there is none, as everywhere but in Karaf
     */
    static Optional<String> ownerOf(Bundle bundle, BundleContext context) {
        ServiceReference<?> reference = context.getServiceReference(SERVICE);
        Object service = reference == null ? null : context.getService(reference);
        if (service == null) {
            return Optional.empty();
        }
        try {
            return Installed.naming(bundle.getLocation(), service);
        } catch (Exception e) {
            log.debug("Karaf does not tell its features", e);
            return Optional.of("Karaf");
        } finally {
            context.ungetService(reference);
        }
    }

    /** What only Karaf can load. */
    private static final class Installed {

        static Optional<String> naming(String location, Object service) throws Exception {
            return Arrays.stream(((FeaturesService) service).listInstalledFeatures())
                    .filter(it -> names(it, location))
                    .map(it -> "the Karaf feature " + it.getName() + " " + it.getVersion())
                    .findFirst();
        }

        private static boolean names(Feature feature, String location) {
            return feature.getBundles().stream().anyMatch(it -> location.equals(it.getLocation()));
        }
    }
}
