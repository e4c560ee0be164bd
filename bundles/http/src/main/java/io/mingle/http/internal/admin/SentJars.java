package io.mingle.http.internal.admin;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Exchange;
import io.mingle.swap.SwapReport;
import io.mingle.trust.JarIdentity;
import io.mingle.trust.Trust;
import io.mingle.trust.TrustDecision;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.osgi.framework.BundleContext;

/**
 * Jars that are sent to replace a bundle. They are judged as those of the folder of skills are: by
 * the rules of trust, and one that is not trusted takes the place of no bundle of the host's own.
 */
final class SentJars {

    static final String TYPE = "application/java-archive";

    /** Weights do not belong into a bundle. */
    private static final long LARGEST = 256L << 20;

    private final Trust trust;
    private final BundleContext context;

    SentJars(Trust trust, BundleContext context) {
        this.trust = trust;
        this.context = context;
    }

    /**
     * Does something with the jar in a body, which is gone afterwards.
     *
     * @param bundle the symbolic name of the bundle that it is for
     * @throws ApiException if it is none, is for another bundle, or is not let in
     */
    SwapReport with(Exchange exchange, String bundle, Function<Path, SwapReport> use)
            throws IOException {
        if (!exchange.sent().isOfType(TYPE)) {
            throw new ApiException(
                    ApiError.of(
                            415,
                            "unsupported-media-type",
                            "Send the jar of the new version with 'Content-Type: %s', or no body to have the same code in new classes."
                                    .formatted(TYPE)));
        }
        Path jar = Files.createTempFile("mingle-sent-", ".jar");
        try {
            copy(exchange.sent().content(), jar);
            check(jar, bundle);
            return use.apply(jar);
        } finally {
            Files.deleteIfExists(jar);
        }
    }

    private static void copy(InputStream from, Path jar) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (OutputStream to = Files.newOutputStream(jar)) {
            long total = 0;
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                total += n;
                if (total > LARGEST) {
                    throw new ContentTooLargeException(
                            "The jar has more than %s bytes, which is the most that is accepted. Keep weights in a model folder."
                                    .formatted(LARGEST));
                }
                to.write(buffer, 0, n);
            }
        }
    }

    private void check(Path jar, String bundle) {
        JarIdentity identity = identity(jar);
        if (!identity.name().equals(bundle)) {
            throw ApiException.invalid(
                    "name",
                    "The jar is of the bundle '%s', and was sent to replace %s. Send one with the same symbolic name."
                            .formatted(identity.name(), bundle));
        }
        TrustDecision decision = trust.judge(identity);
        if (!decision.admitted()) {
            throw refused(decision.reason());
        }
        boolean own =
                Arrays.stream(context.getBundles())
                        .filter(it -> bundle.equals(it.getSymbolicName()))
                        .anyMatch(it -> !trust.restricts(it.getBundleId()));
        if (own && !decision.trusted()) {
            throw refused(
                    "%s is a bundle of the host's own, and this jar is not trusted to replace it. Trust the jar with --trust, or use mingle:swap in the console."
                            .formatted(bundle));
        }
    }

    private static JarIdentity identity(Path jar) {
        try {
            return JarIdentity.of(jar);
        } catch (IOException | SecurityException e) {
            throw ApiException.invalid(
                    "body", "The body could not be read as a jar. Send it whole, as a file.");
        }
    }

    private static ApiException refused(String why) {
        return new ApiException(ApiError.of(403, "jar-refused", why));
    }
}
