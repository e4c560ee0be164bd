package io.mingle.host.scaffold;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A project with one skill, its test and its build. It is {@code examples/skill}, which the build
 * packs into the jar, under other names.
 */
public final class SkillProject {

    /** Where the build puts the example and the wrapper of Maven. */
    private static final String TEMPLATE = "/META-INF/mingle/new-skill/";

    /** The files of the example. */
    static final List<String> EXAMPLE =
            List.of(
                    "README.md",
                    "bnd.bnd",
                    "pom.xml",
                    "src/main/java/com/example/colour/ColourSkill.java",
                    "src/test/java/com/example/colour/ColourSkillIT.java");

    /** What builds it on a machine that has nothing but a JDK. */
    private static final List<String> WRAPPER =
            List.of(".mvn/wrapper/maven-wrapper.properties", "mvnw", "mvnw.cmd");

    private final SkillNames names;
    private final Map<String, String> words = new LinkedHashMap<>();

    /** Prepares a project; nothing is written yet. */
    public SkillProject(SkillNames names) {
        this.names = names;
        words.put("com.example.colour", names.packageName());
        words.put("com/example/colour", names.packageName().replace('.', '/'));
        words.put("<groupId>com.example</groupId>", "<groupId>" + names.group() + "</groupId>");
        words.put("ColourSkill", names.className());
        words.put("Bundle-Name: Colour", "Bundle-Name: " + names.title());
        words.put("# Colour", "# " + names.title());
        words.put("run colour ", "run " + names.name() + " ");
        words.put("name=colour", "name=" + names.name());
        // A text that is the name, or begins with it.
        words.put("\"colour", "\"" + names.name());
        words.put("mvn verify", "./mvnw verify");
    }

    /**
     * Writes the project.
     *
     * @param folder where; made if need be
     * @throws InvalidRequestException if something is there already
     * @throws UnwritableOutputException if it cannot be written
     */
    public void write(Path folder) {
        try {
            if (Files.exists(folder) && !isEmptyFolder(folder)) {
                throw new InvalidRequestException(
                        "There is something at '%s' already, and nothing is overwritten. Name another folder with --dir."
                                .formatted(folder));
            }
            for (String file : EXAMPLE) {
                write(folder.resolve(filled(file)), filled(template(file)));
            }
            for (String file : WRAPPER) {
                write(folder.resolve(file), template(file));
            }
            folder.resolve("mvnw").toFile().setExecutable(true);
            write(folder.resolve(".gitignore"), "target/\n");
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The project of the skill '%s' cannot be written to '%s' (%s). Name another folder with --dir."
                            .formatted(names.name(), folder, e),
                    e);
        }
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace(word.getKey(), word.getValue());
        }
        return filled;
    }

    private static String template(String file) throws IOException {
        try (InputStream in = SkillProject.class.getResourceAsStream(TEMPLATE + file)) {
            if (in == null) {
                throw new InternalException("The jar of Mingle lacks " + TEMPLATE + file + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
