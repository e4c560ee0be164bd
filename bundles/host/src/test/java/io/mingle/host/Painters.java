package io.mingle.host;

import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.Editing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A bundle that draws and edits, as far as clients can tell. */
final class Painters {

    /**
     * The option that trusts it and all skills of these tests: who is not trusted offers no
     * services of the host's.
     */
    static final String[] TRUST = {"--trust", "painters-trust.txt"};

    private Painters() {}

    /**
     * Writes the bundle into a folder of skills, and beside that the rule of {@link #TRUST}.
     *
     * @return the jar
     */
    static Path write(Path folder, Path skills) throws IOException {
        Files.writeString(folder.resolve(TRUST[1]), "name:example.*\n");
        Path jar = skills.resolve("painters.jar");
        SkillJar.write(
                jar,
                "painters",
                new SkillJar.Part(
                        "draw", List.of(DrawingSkill.class, Paint.class), List.of(Drawing.class)),
                new SkillJar.Part("edit", List.of(EditingSkill.class), List.of(Editing.class)));
        return jar;
    }
}
