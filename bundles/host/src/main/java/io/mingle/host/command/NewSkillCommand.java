package io.mingle.host.command;

import io.mingle.host.scaffold.SkillNames;
import io.mingle.host.scaffold.SkillProject;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mingle new-skill}: begins a skill of one's own. */
@Command(
        name = "new-skill",
        description =
                "Makes a project with a skill, its test and its build, which passes as it is."
                        + " Nothing is overwritten.",
        footer = {
            "",
            "Examples:",
            "  mingle new-skill bird-song",
            "  mingle new-skill bird-song --package org.example.birds --dir birds"
        })
final class NewSkillCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            paramLabel = "NAME",
            description =
                    "By which the skill will be called: small letters, digits and hyphens, a letter"
                            + " first.")
    private String name;

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description =
                    "The Java package of its classes, and the name of its bundle"
                            + " (default: com.example.NAME).")
    private String packageName;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "The project's folder (default: NAME); made if need be.")
    private Path folder;

    NewSkillCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SkillNames names =
                packageName == null ? SkillNames.of(name) : new SkillNames(name, packageName);
        Path project = folder == null ? Path.of(name) : folder;
        new SkillProject(names).write(project);
        session.out().println("Made the skill %s in %s.".formatted(name, project));
        session.out().println();
        session.out()
                .println("Once for each version of Mingle, put it into your Maven repository:");
        session.out().println("    " + install());
        session.out().println("Build and test the skill:");
        session.out().println("    cd " + quoted(project));
        session.out().println("    " + wrapper(Path.of(".")) + " verify");
        return ExitCode.OK;
    }

    /** Names the folder of Mingle, if this is a build of it. */
    private static String install() {
        return checkout()
                .map(it -> "%s -f %s install -DskipTests".formatted(wrapper(it), quoted(it)))
                .orElse(wrapper(Path.of(".")) + " install -DskipTests      (in Mingle's folder)");
    }

    private static String wrapper(Path folder) {
        return quoted(folder.resolve(File.separatorChar == '\\' ? "mvnw.cmd" : "mvnw"));
    }

    private static String quoted(Path path) {
        return path.toString().contains(" ") ? "\"" + path + "\"" : path.toString();
    }

    /** Looks above the jar that runs, which the build puts below the folder of its module. */
    private static Optional<Path> checkout() {
        CodeSource source = NewSkillCommand.class.getProtectionDomain().getCodeSource();
        try {
            Path above = Path.of(source.getLocation().toURI()).getParent();
            while (above != null && !Files.exists(above.resolve("examples/skill/pom.xml"))) {
                above = above.getParent();
            }
            return Optional.ofNullable(above).filter(it -> Files.exists(it.resolve("mvnw")));
        } catch (URISyntaxException | RuntimeException e) {
            // A loader of another kind: then it is told in words where to install it.
            return Optional.empty();
        }
    }
}
