package io.mingle.trust;

import io.mingle.api.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A key that lets a client of the server in, of which only the digest is kept. In a file each has a
 * line; {@code #} begins a comment:
 *
 * <pre>
 * alice sha256:9f86d0… per-minute=60 at-a-time=4 skills=understanding,alt-text
 * root sha256:2c26b4… admin
 * </pre>
 *
 * @param name who has it, for the log: letters, digits, dots, hyphens and underscores
 * @param digest SHA-256 of the key in UTF-8, in hexadecimal
 * @param perMinute how many requests it is good for in a minute; 0 for any number
 * @param atATime how many requests it is good for at a time; 0 for any number
 * @param skills which skills it may call; none named for all
 * @param admin whether it is for those who replace and drain skills; it then calls none
 */
public record ApiKey(
        String name,
        String digest,
        int perMinute,
        int atATime,
        Optional<Set<String>> skills,
        boolean admin) {

    private static final String ALGORITHM = "sha256:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern SKILL = Pattern.compile("[a-z][a-z0-9-]*");

    /**
     * Checks all parts, and copies the skills.
     *
     * @throws InvalidRequestException if one of them cannot stand in a line
     */
    public ApiKey {
        require(NAME.matcher(name).matches(), "a name of letters, digits, dots and hyphens", name);
        require(DIGEST.matcher(digest).matches(), "a digest of 64 hexadecimal digits", digest);
        require(perMinute >= 0 && perMinute < 1_000_000_000, "a number a minute", perMinute);
        require(atATime >= 0 && atATime < 1_000_000_000, "a number at a time", atATime);
        boolean named =
                skills.isEmpty()
                        || !skills.get().isEmpty()
                                && skills.get().stream()
                                        .allMatch(it -> SKILL.matcher(it).matches());
        require(named, "names of skills with commas", skills.orElse(Set.of()));
        require(!admin || skills.isEmpty(), "either admin or skills, which are called", name);
        skills = skills.map(Set::copyOf);
    }

    /** Makes a key of a client. */
    public ApiKey(
            String name, String digest, int perMinute, int atATime, Optional<Set<String>> skills) {
        this(name, digest, perMinute, atATime, skills, false);
    }

    private static void require(boolean fits, String wanted, Object found) {
        if (!fits) {
            throw new InvalidRequestException(
                    "A key wants %s, not '%s'. Write: NAME sha256:DIGEST [per-minute=N] [at-a-time=N] [skills=A,B], or admin."
                            .formatted(wanted, found));
        }
    }

    /**
     * Computes what is kept of a key.
     *
     * @param key as a client sends it
     * @return SHA-256 in hexadecimal
     */
    public static String digestOf(String key) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /**
     * Reads the lines of a file.
     *
     * @param lines all of them
     * @param source what they are called in messages
     * @return one for each line that is not empty
     * @throws InvalidRequestException if a line makes no sense, or a name is there twice
     */
    public static List<ApiKey> parse(List<String> lines, String source) {
        List<ApiKey> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            try {
                ApiKey key = of(line);
                require(names.add(key.name()), "a name of its own", key.name());
                keys.add(key);
            } catch (InvalidRequestException e) {
                throw new InvalidRequestException(
                        "Line %s of %s is no key: %s".formatted(i + 1, source, e.getMessage()), e);
            }
        }
        return List.copyOf(keys);
    }

    private static ApiKey of(String line) {
        String[] words = line.split("\\s+");
        require(
                words.length > 1 && words[1].startsWith(ALGORITHM),
                "sha256:DIGEST behind",
                words[0]);
        int perMinute = 0;
        int atATime = 0;
        Optional<Set<String>> skills = Optional.empty();
        boolean admin = false;
        for (int i = 2; i < words.length; i++) {
            String[] option = words[i].split("=", 2);
            String value = option.length == 2 ? option[1] : "";
            switch (option[0]) {
                case "per-minute" -> perMinute = count(value);
                case "at-a-time" -> atATime = count(value);
                case "skills" -> skills = Optional.of(new LinkedHashSet<>(names(value)));
                case "admin" -> admin = true;
                default -> require(false, "per-minute, at-a-time, skills or admin", option[0]);
            }
        }
        return new ApiKey(
                words[0],
                words[1].substring(ALGORITHM.length()),
                perMinute,
                atATime,
                skills,
                admin);
    }

    private static int count(String value) {
        require(COUNT.matcher(value).matches(), "a number from 1 on", value);
        return Integer.parseInt(value);
    }

    private static List<String> names(String value) {
        return List.of(value.split(",", -1));
    }

    /**
     * Writes it.
     *
     * @return the line of a file, without a line end
     */
    public String line() {
        StringBuilder line = new StringBuilder(name).append(' ').append(ALGORITHM).append(digest);
        if (perMinute > 0) {
            line.append(" per-minute=").append(perMinute);
        }
        if (atATime > 0) {
            line.append(" at-a-time=").append(atATime);
        }
        if (admin) {
            line.append(" admin");
        }
        skills.ifPresent(it -> line.append(" skills=").append(String.join(",", it)));
        return line.toString();
    }
}
