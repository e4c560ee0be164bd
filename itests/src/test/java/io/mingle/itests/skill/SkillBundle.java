package io.mingle.itests.skill;

import io.mingle.api.skill.SelfTest;
import io.mingle.api.skill.Skill;
import io.mingle.broker.Broker;
import io.mingle.itests.picture.Figure;
import io.mingle.itests.picture.Pictures;
import io.mingle.itests.picture.ShapesQuestion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bundle with one skill, made on the spot, as somebody else's would come in at run time. */
public final class SkillBundle {

    /** Its symbolic name. */
    public static final String NAME = "example.echo";

    /** The symbolic name of {@link #asking}. */
    public static final String ASKING = "example.asking";

    private static final String VIDEO = "io.mingle.modality;filter:=\"(modality=video)\"";

    private static final String IMPORTS =
            "io.mingle.api.event,io.mingle.api.skill,org.osgi.framework;version=\"[1.10,2)\"";

    /** What is wrong with a bundle. */
    public enum Fault {
        /** Nothing. */
        NONE,
        /** It imports a package twice, for which it is not even installed. */
        IMPORTS_TWICE,
        /** It imports a package that nobody exports. */
        DOES_NOT_RESOLVE,
        /** It requires somebody who watches videos. */
        NEEDS_VIDEO,
        /** It requires that while it is active, which is no business of the resolver. */
        NEEDS_VIDEO_WHILE_ACTIVE,
        /** It does not export the package that others stand on. */
        EXPORTS_NOTHING,
        /** It registers no skill. */
        HAS_NO_SKILL,
        /** Its component waits for a skill that does not exist. */
        WAITS,
        /** It was compiled against the API of before, and says so. */
        IMPORTS_OLD_API,
        /** Its self-test throws. */
        FAILS_ITS_TEST,
        /** The constructor of its skill throws. */
        THROWS(BrokenSkill.Throwing.class),
        /** The constructor of its skill calls what there is no more. */
        OUTDATED(BrokenSkill.Outdated.class),
        /** It lacks the class that its skill extends. */
        INCOMPLETE(BrokenSkill.Throwing.class),
        /** The constructor of its skill does not return. */
        SLOW(BrokenSkill.Slow.class);

        private final Class<?> skill;

        Fault() {
            this(EchoSkill.class);
        }

        Fault(Class<?> skill) {
            this.skill = skill;
        }
    }

    private SkillBundle() {}

    /**
     * Makes the bundle.
     *
     * @param version of the bundle and of the skill
     * @return the jar
     * @throws IOException never, in memory
     */
    public static InputStream jar(String version) throws IOException {
        return bundle(version, Fault.NONE).open();
    }

    /**
     * Makes the bundle as a file.
     *
     * @param folder where to
     * @param version of the bundle and of the skill
     * @param fault what is to be wrong with it
     * @return the file
     * @throws IOException if it cannot be written
     */
    public static Path file(Path folder, String version, Fault fault) throws IOException {
        return Files.write(
                folder.resolve("echo-" + version + ".jar"), bundle(version, fault).bytes());
    }

    /**
     * Makes a bundle {@code example.NAME} with a skill that does not start before another has.
     *
     * @param name of the skill
     * @param needed the name of the other
     * @return the jar
     * @throws IOException never, in memory
     */
    public static InputStream needy(String name, String needed) throws IOException {
        return new BundleJar("example." + name, "1.0.0")
                .header("Import-Package", IMPORTS)
                .component(name, Skill.class, reference(needed), EchoSkill.class)
                .open();
    }

    /**
     * Makes a bundle {@code example.standing} that imports the package of {@value #NAME}.
     *
     * @return the jar
     * @throws IOException never, in memory
     */
    public static InputStream standing() throws IOException {
        return new BundleJar("example.standing", "1.0.0").header("Import-Package", NAME).open();
    }

    /**
     * Makes a bundle {@code example.greedy} with a skill that takes memory without end.
     *
     * @return the jar
     * @throws IOException never, in memory
     */
    public static InputStream greedy() throws IOException {
        String runtime =
                "<reference name=\"runtime\" interface=\"io.mingle.tensor.TensorRuntime\""
                        + " bind=\"setRuntime\"/>";
        return new BundleJar("example.greedy", "1.0.0")
                .header(
                        "Import-Package",
                        "io.mingle.api.event,io.mingle.api.skill,io.mingle.tensor")
                .component("greedy", Skill.class, runtime, GreedySkill.class)
                .open();
    }

    /**
     * Makes a bundle {@value #ASKING} with a skill that asks others through the broker.
     *
     * @param folder where to
     * @param version of the bundle
     * @param needs its requirements, as the header {@code Require-Capability} has them
     * @return the file
     * @throws IOException if it cannot be written
     */
    public static Path asking(Path folder, String version, String needs) throws IOException {
        String broker =
                "<reference name=\"broker\" interface=\"%s\" bind=\"setBroker\"/>"
                        .formatted(Broker.class.getName());
        BundleJar jar =
                new BundleJar(ASKING, version)
                        .header(
                                "Import-Package",
                                IMPORTS
                                        + ",io.mingle.api.content,io.mingle.api.conversation"
                                        + ",io.mingle.api.understanding,io.mingle.broker")
                        .header("Require-Capability", needs)
                        .component(AskingSkill.NAME, Skill.class, broker, AskingSkill.class);
        return Files.write(folder.resolve("asking-" + version + ".jar"), jar.bytes());
    }

    /**
     * Makes a bundle {@code example.relay} with a skill that calls {@value #NAME}.
     *
     * @return the jar
     * @throws IOException never, in memory
     */
    public static InputStream relaying() throws IOException {
        String broker =
                "<reference name=\"broker\" interface=\"%s\" bind=\"setBroker\"/>"
                        .formatted(Broker.class.getName());
        return new BundleJar("example.relay", "1.0.0")
                .header("Import-Package", IMPORTS + ",io.mingle.broker")
                .component("relay", Skill.class, broker, RelayingSkill.class)
                .open();
    }

    /**
     * Makes a bundle that asks one question when it is started; see {@link AskingActivator}.
     *
     * @return the jar
     * @throws IOException never, in memory
     */
    public static InputStream askingOnce() throws IOException {
        return new BundleJar("example.asking.once", "1.0.0")
                .header("Bundle-Activator", AskingActivator.class.getName())
                .header(
                        "Import-Package",
                        "org.osgi.framework,io.mingle.api.content,io.mingle.api.conversation"
                                + ",io.mingle.api.event"
                                + ",io.mingle.api.understanding,io.mingle.broker")
                .code(AskingActivator.class.getName())
                .open();
    }

    /**
     * Makes a bundle {@code example.replacing} that {@link ReplacingActivator} starts.
     *
     * @return the jar
     * @throws IOException never, in memory
     */
    public static InputStream replacing() throws IOException {
        return new BundleJar("example.replacing", "1.0.0")
                .header("Bundle-Activator", ReplacingActivator.class.getName())
                .header(
                        "Import-Package",
                        "org.osgi.framework,org.osgi.util.tracker,javax.imageio"
                                + ",io.mingle.api.content,io.mingle.api.conversation"
                                + ",io.mingle.api.event,io.mingle.api.understanding"
                                + ",io.mingle.broker,io.mingle.swap")
                .code(ReplacingActivator.class.getName())
                .code(ShapesQuestion.class.getName())
                .code(Pictures.class.getName())
                .code(Figure.class.getName())
                .open();
    }

    /**
     * Makes a bundle {@code example.stranger} that {@link Stranger} starts.
     *
     * @param imports a further package that it imports; none if empty
     * @return the jar
     * @throws IOException never, in memory
     */
    public static InputStream stranger(String imports) throws IOException {
        BundleJar jar = strange();
        return (imports.isEmpty() ? jar : jar.header("Import-Package", imports)).open();
    }

    /**
     * Makes the same bundle with packages that it imports when it needs them.
     *
     * @param packages as the header {@code DynamicImport-Package} has them
     * @return the jar
     * @throws IOException never, in memory
     */
    public static InputStream strangerThatImports(String packages) throws IOException {
        return strange().header("DynamicImport-Package", packages).open();
    }

    private static BundleJar strange() throws IOException {
        return new BundleJar("example.stranger", "1.0.0")
                .header("Bundle-Activator", Stranger.class.getName())
                .header(
                        "Import-Package",
                        IMPORTS
                                + ",io.mingle.api.content,io.mingle.api.conversation"
                                + ",io.mingle.api.understanding,io.mingle.broker"
                                + ",io.mingle.swap")
                .code(Stranger.class.getName())
                .code(BundleJar.class.getName());
    }

    /**
     * Makes a version of {@value #NAME} that does not return from its start.
     *
     * @param folder where to
     * @param version of the bundle
     * @return the file
     * @throws IOException if it cannot be written
     */
    public static Path endless(Path folder, String version) throws IOException {
        BundleJar jar =
                new BundleJar(NAME, version)
                        .header("Bundle-Activator", EndlessStart.class.getName())
                        .header("Import-Package", IMPORTS)
                        .code(EndlessStart.class.getName());
        return Files.write(folder.resolve("endless.jar"), jar.bytes());
    }

    private static BundleJar bundle(String version, Fault fault) throws IOException {
        BundleJar jar =
                new BundleJar(NAME, version)
                        .header("Import-Package", IMPORTS)
                        .header(
                                "Provide-Capability",
                                "io.mingle.skill;name=echo;version:Version=\"" + version + "\"");
        if (fault != Fault.EXPORTS_NOTHING) {
            jar.header("Export-Package", NAME);
        }
        switch (fault) {
            case IMPORTS_TWICE -> jar.header("Import-Package", "io.mingle.api.skill");
            case DOES_NOT_RESOLVE -> jar.header("Import-Package", "example.nowhere");
            case IMPORTS_OLD_API ->
                    jar.header("Import-Package", "io.mingle.api.content;version=\"[0.1,1)\"");
            case NEEDS_VIDEO -> jar.header("Require-Capability", VIDEO);
            case NEEDS_VIDEO_WHILE_ACTIVE ->
                    jar.header("Require-Capability", VIDEO + ";effective:=active");
            case FAILS_ITS_TEST -> jar.component("test", SelfTest.class, "", FailingSelfTest.class);
            default -> {
                // What is wrong with it is its component.
            }
        }
        if (fault != Fault.HAS_NO_SKILL) {
            String references = fault == Fault.WAITS ? reference("nowhere") : "";
            jar.component("echo", Skill.class, references, fault.skill);
            if (fault != Fault.INCOMPLETE) {
                jar.code(BrokenSkill.class.getName());
            }
            jar.older(BrokenSkill.Outdated.class, "inputSchema", "inputFormat");
        }
        String misbehaviour = Misbehaviour.class.getName();
        jar.code(misbehaviour);
        for (int i = 1; i <= Misbehaviour.values().length; i++) {
            jar.code(misbehaviour + "$" + i);
        }
        return jar;
    }

    private static String reference(String skill) {
        return "<reference name=\"other\" interface=\"%s\" target=\"(name=%s)\"/>"
                .formatted(Skill.class.getName(), skill);
    }
}
