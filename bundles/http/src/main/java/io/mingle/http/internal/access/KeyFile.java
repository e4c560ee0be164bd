package io.mingle.http.internal.access;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keys in a file, one a line; {@code #} begins a comment:
 *
 * <pre>
 * alice sha256:9f86d0… per-minute=60 at-a-time=4 skills=understanding,alt-text
 * </pre>
 */
final class KeyFile {

    private static final String DIGEST = "sha256:";
    private static final int DIGEST_BYTES = 32;

    private KeyFile() {}

    /**
     * Reads all keys.
     *
     * @throws InvalidRequestException if the file cannot be read, or a line of it makes no sense
     */
    static List<ApiKey> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "The file of keys '%s' cannot be read (%s). Name another, or make it with `mingle key`."
                            .formatted(file, e),
                    e);
        }
        List<ApiKey> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                ApiKey key = key(file, i + 1, line);
                if (!names.add(key.name())) {
                    throw wrong(file, i + 1, "has the name '" + key.name() + "' once more");
                }
                keys.add(key);
            }
        }
        return List.copyOf(keys);
    }

    private static ApiKey key(Path file, int number, String line) {
        String[] words = line.split("\\s+");
        if (words.length < 2 || !words[1].startsWith(DIGEST)) {
            throw wrong(file, number, "is not a name and sha256:… of its key");
        }
        int perMinute = 0;
        int atATime = 0;
        Optional<Set<String>> skills = Optional.empty();
        for (int i = 2; i < words.length; i++) {
            String[] option = words[i].split("=", 2);
            String value = option.length == 2 ? option[1] : "";
            switch (option[0]) {
                case "per-minute" -> perMinute = count(file, number, value);
                case "at-a-time" -> atATime = count(file, number, value);
                case "skills" -> skills = Optional.of(Set.of(value.split(",")));
                default -> throw wrong(file, number, "says '%s'".formatted(words[i]));
            }
        }
        return new ApiKey(words[0], digest(file, number, words[1]), perMinute, atATime, skills);
    }

    private static byte[] digest(Path file, int number, String word) {
        try {
            byte[] digest = HexFormat.of().parseHex(word.substring(DIGEST.length()));
            if (digest.length == DIGEST_BYTES) {
                return digest;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(file, number, "has a digest that is not hexadecimal");
        }
        throw wrong(file, number, "has a digest that is not 64 digits long");
    }

    private static int count(Path file, int number, String value) {
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw wrong(file, number, "gives '%s' where a number is wanted".formatted(value));
        }
        return Integer.parseInt(value);
    }

    private static InvalidRequestException wrong(Path file, int number, String found) {
        return new InvalidRequestException(
                "Line %s of the file of keys '%s' %s. Write: NAME sha256:DIGEST [per-minute=N] [at-a-time=N] [skills=A,B]."
                        .formatted(number, file, found));
    }
}
