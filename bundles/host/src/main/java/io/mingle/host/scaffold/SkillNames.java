package io.mingle.host.scaffold;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.skill.SkillDescription;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * What a new skill and its parts are called.
 *
 * @param name by which it is called, for example {@code bird-song}
 * @param packageName of its classes, and the bundle's symbolic name
 */
public record SkillNames(String name, String packageName) {

    private static final int LONGEST = 60;
    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");

    /**
     * Checks both.
     *
     * @throws InvalidRequestException if one cannot be used
     */
    public SkillNames {
        if (!SkillDescription.isName(name) || name.length() > LONGEST) {
            throw new InvalidRequestException(
                    "'%s' is no name for a skill. Use small letters, digits and hyphens, a letter first, %s characters at most."
                            .formatted(name, LONGEST));
        }
        if (!PACKAGE.matcher(packageName).matches()
                || !SourceVersion.isName(packageName, SourceVersion.RELEASE_17)) {
            throw new InvalidRequestException(
                    "'%s' is no name for a Java package. Name another with --package, such as org.example.birds: small letters and digits between dots, and no word that Java has for itself."
                            .formatted(packageName));
        }
    }

    /** Names a skill whose author has not said where it belongs. */
    public static SkillNames of(String name) {
        return new SkillNames(name, "com.example." + name.replace("-", ""));
    }

    /** Returns the package above, which the project belongs to. */
    String group() {
        int dot = packageName.lastIndexOf('.');
        return dot < 0 ? packageName : packageName.substring(0, dot);
    }

    /** Returns the name of its class: {@code BirdSongSkill}. */
    String className() {
        return Arrays.stream(name.split("-"))
                .filter(it -> !it.isEmpty())
                .map(SkillNames::capitalized)
                .collect(Collectors.joining("", "", "Skill"));
    }

    /** Returns the name for people: {@code Bird song}. */
    String title() {
        return capitalized(name.replace('-', ' ').strip());
    }

    private static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
