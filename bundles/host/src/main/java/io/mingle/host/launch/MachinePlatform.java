package io.mingle.host.launch;

import java.util.Locale;

/** The machine that this JVM runs on, as the classifiers of published natives name it. */
final class MachinePlatform {

    private MachinePlatform() {}

    /** Returns system and processor, such as {@code linux-x86_64}. */
    static String here() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** Translates the values of the properties {@code os.name} and {@code os.arch}. */
    static String of(String name, String architecture) {
        String lower = name.toLowerCase(Locale.ROOT);
        String system =
                lower.startsWith("linux")
                        ? "linux"
                        : lower.startsWith("mac")
                                ? "osx"
                                : lower.startsWith("windows") ? "win" : lower.replace(' ', '-');
        String processor =
                switch (architecture) {
                    case "amd64" -> "x86_64";
                    case "arm64" -> "aarch64";
                    default -> architecture;
                };
        return system + '-' + processor;
    }
}
