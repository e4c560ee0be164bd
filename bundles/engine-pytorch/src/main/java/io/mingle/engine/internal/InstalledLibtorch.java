package io.mingle.engine.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A libtorch that the user installed, for example one for CUDA. */
final class InstalledLibtorch {

    private static final String LIBRARY = System.mapLibraryName("torch");
    private static final String JNI = System.mapLibraryName("djl_torch");
    private static final String CUDA = System.mapLibraryName("torch_cuda");

    private final EngineSettings settings;
    private final Carried carried;

    InstalledLibtorch(EngineSettings settings, Carried carried) {
        this.settings = settings;
        this.carried = carried;
    }

    /**
     * Checks the folder that the settings name.
     *
     * @throws EngineMissingException where it is no libtorch, or not one that the JNI library fits
     */
    Libtorch find() {
        Path directory = libraries(settings.libtorch());
        String build = buildVersion(directory);
        String version = settings.version().isEmpty() ? beforePlus(build) : settings.version();
        if (!beforePlus(version).equals(carried.pytorch())) {
            throw new EngineMissingException(
                    String.format(
                            "The libtorch in %s is version %s, but this Mingle fits version %s"
                                + " only. Install libtorch %s and name its folder, or remove the"
                                + " setting to use the one in the bundle.",
                            directory, version, carried.pytorch(), carried.pytorch()));
        }
        String flavor = settings.flavor().isEmpty() ? flavor(directory, build) : settings.flavor();
        if (!carried.flavors().contains(flavor) && Files.notExists(directory.resolve(JNI))) {
            throw new EngineMissingException(
                    String.format(
                            "The libtorch in %s is built for %s, but this Mingle fits %s on %s."
                                    + " Install libtorch %s for one of them and name its folder, or"
                                    + " remove the setting to use the one in the bundle.",
                            directory,
                            flavor,
                            carried.flavors().isEmpty()
                                    ? "no libtorch"
                                    : String.join(" and ", carried.flavors()),
                            carried.platform(),
                            carried.pytorch()));
        }
        return new Libtorch(directory, carried.pytorch(), flavor, directory.toString());
    }

    private static Path libraries(Path named) {
        return Stream.of(named, named.resolve("lib"))
                .filter(folder -> Files.isRegularFile(folder.resolve(LIBRARY)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new EngineMissingException(
                                        String.format(
                                                "An installed libtorch was asked for in %s, but"
                                                    + " neither this folder nor its folder lib has"
                                                    + " a file %s. Name the folder of a libtorch,"
                                                    + " or remove the setting to use the one in the"
                                                    + " bundle.",
                                                named, LIBRARY)));
    }

    /** Reads what libtorch says of itself, such as {@code 2.7.1+cu128}. */
    private String buildVersion(Path directory) {
        Path file = directory.resolveSibling("build-version");
        try {
            return Files.isRegularFile(file) ? Files.readString(file).strip() : carried.pytorch();
        } catch (IOException e) {
            throw new EngineMissingException(
                    String.format(
                            "Cannot read the version of libtorch from %s (%s). Make the file"
                                    + " readable, or set the version.",
                            file, e),
                    e);
        }
    }

    private static String flavor(Path directory, String build) {
        int plus = build.indexOf('+');
        if (plus >= 0) {
            return build.substring(plus + 1);
        }
        return Files.exists(directory.resolve(CUDA)) ? "cu128" : "cpu";
    }

    private static String beforePlus(String version) {
        int plus = version.indexOf('+');
        return plus < 0 ? version : version.substring(0, plus);
    }
}
