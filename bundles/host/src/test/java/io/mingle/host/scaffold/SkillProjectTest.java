package io.mingle.host.scaffold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkillProjectTest {

    private static final Path EXAMPLE = Path.of("../../examples/skill");

    @TempDir private Path folder;

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(it -> folder.relativize(it).toString().replace('\\', '/'))
                    .filter(it -> !it.startsWith("target/"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void allFilesOfTheExampleAreTaken() throws Exception {
        assertEquals(files(EXAMPLE), SkillProject.EXAMPLE);
    }

    @Test
    void theProjectHasTheNamesThatWereAskedFor() throws Exception {
        new SkillProject(new SkillNames("bird-song", "org.example.birds")).write(folder);

        assertEquals(
                List.of(
                        ".gitignore",
                        ".mvn/wrapper/maven-wrapper.properties",
                        "README.md",
                        "bnd.bnd",
                        "mvnw",
                        "mvnw.cmd",
                        "pom.xml",
                        "src/main/java/org/example/birds/BirdSongSkill.java",
                        "src/test/java/org/example/birds/BirdSongSkillIT.java"),
                files(folder));
        assertTrue(Files.isExecutable(folder.resolve("mvnw")));
        String pom = Files.readString(folder.resolve("pom.xml"));
        assertTrue(pom.contains("<groupId>org.example</groupId>"), pom);
        assertTrue(pom.contains("<artifactId>org.example.birds</artifactId>"), pom);
        String bnd = Files.readString(folder.resolve("bnd.bnd"));
        assertTrue(bnd.contains("Bundle-Name: Bird song\n"), bnd);
        assertTrue(bnd.contains("name=\"bird-song\""), bnd);
        String skill =
                Files.readString(
                        folder.resolve("src/main/java/org/example/birds/BirdSongSkill.java"));
        assertTrue(skill.contains("@Component(property = \"name=bird-song\")"), skill);
        assertTrue(skill.contains("\"bird-song\", \"0.1.0\""), skill);
        String readme = Files.readString(folder.resolve("README.md"));
        assertTrue(readme.contains("    ./mvnw verify\n"), readme);
        assertTrue(readme.contains("mingle run bird-song --skills"), readme);
    }

    /** What is left of the example is what the skill does, not what it is called. */
    @Test
    void noNameOfTheExampleIsLeft() throws Exception {
        new SkillProject(SkillNames.of("zebra")).write(folder);

        List<String> left = new ArrayList<>();
        for (String file : files(folder)) {
            if (!file.startsWith("mvnw")) {
                Files.readString(folder.resolve(file))
                        .lines()
                        .filter(it -> it.toLowerCase(Locale.ROOT).contains("colour"))
                        .map(String::strip)
                        .forEach(left::add);
            }
        }
        assertEquals(
                List.of(
                        "A skill for Mingle. It takes a picture and a thing in it, and says what"
                                + " colour the thing is.",
                        "Bundle-Description: Says what colour a thing in a picture is.",
                        "/** Says what colour a thing in a picture is. */",
                        "\"zebra\", \"0.1.0\", \"The colour of a thing.\", schema,"
                                + " SkillDescription.TEXT);",
                        "Conversation question = Conversation.of(\"What colour is the \" + thing +"
                                + " \"?\", picture);"),
                left);
    }

    @Test
    void theExamplesOwnNamesMakeTheExample() throws Exception {
        new SkillProject(SkillNames.of("colour")).write(folder);
        for (String file : SkillProject.EXAMPLE) {
            assertEquals(
                    Files.readString(EXAMPLE.resolve(file)).replace("mvn verify", "./mvnw verify"),
                    Files.readString(folder.resolve(file)),
                    file);
        }
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        Path kept = Files.writeString(folder.resolve("kept.txt"), "mine");
        SkillProject project = new SkillProject(SkillNames.of("zebra"));

        for (Path taken : List.of(folder, kept)) {
            InvalidRequestException refused =
                    assertThrows(InvalidRequestException.class, () -> project.write(taken));
            assertEquals(
                    "There is something at '%s' already, and nothing is overwritten. Name another folder with --dir."
                            .formatted(taken),
                    refused.getMessage());
        }
        assertEquals(List.of("kept.txt"), files(folder));
        assertEquals("mine", Files.readString(kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bird", "bird song", "5-birds", "-bird", "bird_song", "../bird", "vögel"})
    void aNameThatCouldNotBeCalledIsRefused(String name) {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> SkillNames.of(name));
        assertTrue(refused.getMessage().contains("is no name for a skill"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"org.Birds", "org..birds", "org.new.birds", "../birds", "birds.", "a b"})
    void aPackageThatJavaWouldNotTakeIsRefused(String name) {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> new SkillNames("birds", name));
        assertTrue(
                refused.getMessage().startsWith("'" + name + "' is no name for a Java package."),
                refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "zebra, ZebraSkill, Zebra",
        "bird-song, BirdSongSkill, Bird song",
        "t-5--x-, T5XSkill, T 5  x"
    })
    void classesAndTitlesFollowTheName(String name, String className, String title) {
        SkillNames names = SkillNames.of(name);
        assertEquals(className, names.className());
        assertEquals(title, names.title());
    }

    @Test
    void aWordOfJavaNeedsAPackageOfItsOwn() {
        assertThrows(InvalidRequestException.class, () -> SkillNames.of("switch"));
        assertFalse(new SkillNames("switch", "birds").className().isEmpty());
    }
}
