package io.mingle.swap.internal;

import java.nio.file.Path;
import org.osgi.framework.Version;

/**
 * A bundle in a file of ours.
 *
 * @param file where it lies; nobody else writes to it
 * @param name the symbolic name
 * @param version the bundle's version
 * @param isFragment whether it becomes a part of another bundle
 * @param sha256 of the file
 */
record Jar(Path file, String name, Version version, boolean isFragment, String sha256) {}
