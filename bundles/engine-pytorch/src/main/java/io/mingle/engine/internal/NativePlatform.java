package io.mingle.engine.internal;

import java.util.Locale;

/**
 * An operating system and a processor, named as the published natives name them.
 *
 * @param system {@code linux}, {@code osx}, {@code win}, or what the JVM says for any other
 * @param processor {@code x86_64}, {@code aarch64}, or what the JVM says for any other
 */
record NativePlatform(String system, String processor) {

    /** Returns the platform that this JVM runs on. */
    static NativePlatform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** Translates the values of the properties {@code os.name} and {@code os.arch}. */
    static NativePlatform of(String name, String architecture) {
        return new NativePlatform(system(name), processor(architecture));
    }

    /** Returns both joined, such as {@code linux-x86_64}. */
    String classifier() {
        return system + '-' + processor;
    }

    private static String system(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("linux")) {
            return "linux";
        }
        if (lower.startsWith("mac")) {
            return "osx";
        }
        if (lower.startsWith("windows")) {
            return "win";
        }
        return lower.replace(' ', '-');
    }

    private static String processor(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch64";
            default -> architecture;
        };
    }
}
