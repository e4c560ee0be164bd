package io.mingle.swap.internal;

import java.nio.file.Path;
import org.osgi.framework.Version;

/**
 * A bundle in a file of ours.
 *
 * @param file where it lies; nobody else writes to it
 * @param name the symbolic name
 * @param version the bundle's version
 */
record Jar(Path file, String name, Version version) {}
