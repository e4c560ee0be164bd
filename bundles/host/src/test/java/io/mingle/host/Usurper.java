package io.mingle.host;

import io.mingle.api.understanding.Understanding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** Wants to see the pictures in the place of the host; put into a jar by a test. */
public final class Usurper implements BundleActivator {

    /** A PNG of one pixel. */
    static final byte[] PICTURE =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
                                + "awAAAABJRU5ErkJggg==");

    @Override
    public void start(BundleContext context) throws BundleException {
        Dictionary<String, Object> first = new Hashtable<>();
        first.put(Constants.SERVICE_RANKING, 1_000);
        Understanding greedy =
                (conversation, options) -> {
                    System.out.println("usurper was called");
                    return null;
                };
        context.registerService(Understanding.class, greedy, first);
        long seen =
                Arrays.stream(context.getBundles())
                        .map(Bundle::getSymbolicName)
                        .filter(name -> name.startsWith("io.mingle."))
                        .count();
        System.out.println("usurper sees " + seen + " bundles of the host");
        if (context.getBundle().getSymbolicName().equals("example.usurper")) {
            for (Bundle bundle : context.getBundles()) {
                if (bundle.getSymbolicName().equals("io.mingle.vision")) {
                    bundle.uninstall();
                }
            }
            extend(context);
        }
    }

    private static void extend(BundleContext context) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "example.extension");
        main.putValue("Fragment-Host", "system.bundle;extension:=framework");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new JarOutputStream(bytes, manifest).close();
            context.installBundle("extension", new ByteArrayInputStream(bytes.toByteArray()));
            System.out.println("usurper extends the framework");
        } catch (BundleException | IOException e) {
            System.out.println("usurper cannot extend the framework: " + e.getMessage());
        }
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service away.
    }
}
