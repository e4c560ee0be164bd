package io.mingle.trust;

import io.mingle.api.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A list of the jars that are trusted, one rule a line:
 *
 * <pre>{@code
 * # By content, by the certificate it is signed with, by name.
 * sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
 * signer:9F:86:D0:81:88:4C:7D:65:9A:2F:EA:A0:C5:5A:D0:15:A3:BF:4F:1B:2B:0B:82:2C:D1:5D:6C:15:B0:F0:0A:08
 * name:com.example.*
 * }</pre>
 *
 * <p>{@code all} is short for {@code name:*}. Empty lines and what follows a {@code #} at the
 * beginning of a line are passed over.
 */
public final class TrustRules {

    /** The rule that trusts every jar. */
    public static final String ALL = "all";

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[\\w.*-]+");

    private final List<Rule> rules;

    private enum Kind {
        SHA256,
        SIGNER,
        NAME
    }

    private record Rule(Kind kind, String value) {

        boolean matches(JarIdentity jar) {
            return switch (kind) {
                case SHA256 -> jar.sha256().equals(value);
                case SIGNER -> jar.signers().contains(value);
                case NAME -> glob().matcher(jar.name()).matches();
            };
        }

        private Pattern glob() {
            return Pattern.compile(
                    Arrays.stream(value.split("\\*", -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining(".*")));
        }
    }

    private TrustRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads rules.
     *
     * @param lines one rule each
     * @param source where they stand, for messages
     * @return the rules; none at all trust nobody
     * @throws InvalidRequestException if a line is no rule
     */
    public static TrustRules parse(List<String> lines, String source) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                rules.add(rule(line, i + 1, source));
            }
        }
        return new TrustRules(rules);
    }

    private static Rule rule(String line, int number, String source) {
        if (line.equals(ALL)) {
            return new Rule(Kind.NAME, "*");
        }
        int colon = line.indexOf(':');
        String kind = colon < 0 ? "" : line.substring(0, colon);
        String value = line.substring(colon + 1).strip();
        String digest = value.replace(":", "").toLowerCase(Locale.ROOT);
        if (kind.equals("sha256") && DIGEST.matcher(digest).matches()) {
            return new Rule(Kind.SHA256, digest);
        }
        if (kind.equals("signer") && DIGEST.matcher(digest).matches()) {
            return new Rule(Kind.SIGNER, digest);
        }
        if (kind.equals("name") && NAME.matcher(value).matches()) {
            return new Rule(Kind.NAME, value);
        }
        throw new InvalidRequestException(
                "Line %s of %s is no rule of trust: '%s'. Write sha256: or signer: and 64 hexadecimal digits, or name: and a symbolic name, in which * stands for anything."
                        .formatted(number, source, line));
    }

    /** Tells whether a rule matches. */
    public boolean trust(JarIdentity jar) {
        return rules.stream().anyMatch(rule -> rule.matches(jar));
    }
}
