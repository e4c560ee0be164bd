package io.mingle.engine.internal;

import java.nio.file.Path;

/**
 * A libtorch on disk that is ready to be loaded.
 *
 * @param directory the folder with the libraries themselves
 * @param version such as {@code 2.7.1}
 * @param flavor such as {@code cpu} or {@code cu128}; the name of the JNI library that fits
 * @param origin where it came from, for a person: {@code the bundle} or the folder that was
 *     configured
 */
record Libtorch(Path directory, String version, String flavor, String origin) {}
