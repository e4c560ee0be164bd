package io.mingle.swap.internal;

import io.mingle.trust.JarIdentity;
import java.nio.file.Path;
import org.osgi.framework.Version;

/**
 * A bundle in a file of ours.
 *
 * @param file where it lies; nobody else writes to it
 * @param identity what it is known by
 * @param version the bundle's version
 * @param isFragment whether it becomes a part of another bundle
 */
record Jar(Path file, JarIdentity identity, Version version, boolean isFragment) {

    /** Returns the symbolic name. */
    String name() {
        return identity.name();
    }

    /** Returns the digest of the file. */
    String sha256() {
        return identity.sha256();
    }
}
