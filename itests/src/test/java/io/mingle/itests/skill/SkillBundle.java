package io.mingle.itests.skill;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A bundle with one skill, made on the spot, as somebody else's would come in at run time. */
public final class SkillBundle {

    /** Its symbolic name. */
    public static final String NAME = "example.echo";

    private static final String CLASS = EchoSkill.class.getName().replace('.', '/') + ".class";

    private static final String MISBEHAVIOUR =
            Misbehaviour.class.getName().replace('.', '/') + ".class";

    private static final String COMPONENT =
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="echo"
                deactivate="deactivate">
              <property name="name" value="echo"/>
              <service><provide interface="io.mingle.api.skill.Skill"/></service>
              <implementation class="%s"/>
            </scr:component>
            """
                    .formatted(EchoSkill.class.getName());

    private static final String SELF_TEST_CLASS =
            FailingSelfTest.class.getName().replace('.', '/') + ".class";

    private static final String SELF_TEST =
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="test">
              <service><provide interface="io.mingle.api.skill.SelfTest"/></service>
              <implementation class="%s"/>
            </scr:component>
            """
                    .formatted(FailingSelfTest.class.getName());

    /** What is wrong with a bundle. */
    public enum Fault {
        /** Nothing. */
        NONE,
        /** It imports a package that nobody exports. */
        DOES_NOT_RESOLVE,
        /** It requires somebody who watches videos. */
        NEEDS_VIDEO,
        /** It registers no skill. */
        HAS_NO_SKILL,
        /** Its self-test throws. */
        FAILS_ITS_TEST
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
        return new ByteArrayInputStream(bytes(version, Fault.NONE));
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
        return Files.write(folder.resolve("echo-" + version + ".jar"), bytes(version, fault));
    }

    private static byte[] bytes(String version, Fault fault) throws IOException {
        List<String> components = new ArrayList<>();
        if (fault != Fault.HAS_NO_SKILL) {
            components.add("OSGI-INF/echo.xml");
        }
        if (fault == Fault.FAILS_ITS_TEST) {
            components.add("OSGI-INF/test.xml");
        }
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", NAME);
        main.putValue("Bundle-Version", version);
        if (!components.isEmpty()) {
            main.putValue("Service-Component", String.join(",", components));
        }
        main.putValue(
                "Import-Package",
                "io.mingle.api.event,io.mingle.api.skill,org.osgi.framework;version=\"[1.10,2)\""
                        + (fault == Fault.DOES_NOT_RESOLVE ? ",example.nowhere" : ""));
        if (fault == Fault.NEEDS_VIDEO) {
            main.putValue("Require-Capability", "io.mingle.modality;filter:=\"(modality=video)\"");
        }
        main.putValue(
                "Provide-Capability",
                "io.mingle.skill;name=echo;version:Version=\"" + version + "\"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            put(jar, "OSGI-INF/echo.xml", COMPONENT.getBytes(StandardCharsets.UTF_8));
            put(jar, "OSGI-INF/test.xml", SELF_TEST.getBytes(StandardCharsets.UTF_8));
            put(jar, CLASS, code(CLASS));
            put(jar, MISBEHAVIOUR, code(MISBEHAVIOUR));
            for (int i = 1; i <= Misbehaviour.values().length; i++) {
                String nested = MISBEHAVIOUR.replace(".class", "$" + i + ".class");
                put(jar, nested, code(nested));
            }
            put(jar, SELF_TEST_CLASS, code(SELF_TEST_CLASS));
        }
        return bytes.toByteArray();
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
    }

    private static byte[] code(String name) throws IOException {
        try (InputStream code = SkillBundle.class.getClassLoader().getResourceAsStream(name)) {
            return code.readAllBytes();
        }
    }
}
