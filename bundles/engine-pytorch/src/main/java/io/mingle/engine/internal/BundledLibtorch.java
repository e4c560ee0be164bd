package io.mingle.engine.internal;

import java.net.URL;
import java.nio.file.Path;

/** The libtorch inside this bundle, which has to lie in a folder before it can be loaded. */
final class BundledLibtorch {

    private static final String FLAVOR = "cpu";

    private final Carried carried;
    private final NativePlatform platform;

    BundledLibtorch(Carried carried, NativePlatform platform) {
        this.carried = carried;
        this.platform = platform;
    }

    /**
     * Returns libtorch in the cache, unpacked at the first call on this machine.
     *
     * @throws EngineMissingException where the bundle has none for this platform, or it cannot be
     *     unpacked
     */
    Libtorch unpacked(Path cache, UnpackListener listener) {
        URL archive = carried.libtorch();
        if (archive == null || !carried.platform().equals(platform.classifier())) {
            throw missing();
        }
        String name = carried.pytorch() + '-' + FLAVOR + '-' + carried.platform();
        Path directory =
                new Unpacker(cache.resolve("pytorch"), listener)
                        .unpack("libtorch " + carried.pytorch(), archive, name);
        return new Libtorch(directory, carried.pytorch(), FLAVOR, "the bundle");
    }

    private EngineMissingException missing() {
        String found =
                carried.libtorch() == null
                        ? "was built without any"
                        : "carries the one for " + carried.platform();
        return new EngineMissingException(
                """
                No libtorch for this machine. Looked for libtorch %1$s for %2$s: the engine \
                bundle %3$s, and no installed libtorch is configured. Take the bundle, or \
                io.mingle.distribution, with the classifier of this machine, or build Mingle on it \
                (natives are published for linux-x86_64, linux-aarch64, osx-aarch64 and \
                win-x86_64), or install libtorch %1$s and name its folder in the framework \
                property %4$s, the configuration io.mingle.engine (libtorch.path) or the \
                environment variable PYTORCH_LIBRARY_PATH. Nothing is downloaded at run time.\
                """
                        .formatted(
                                carried.pytorch(),
                                platform.classifier(),
                                found,
                                EngineSettings.LIBTORCH));
    }
}
