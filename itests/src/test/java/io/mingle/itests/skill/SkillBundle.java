package io.mingle.itests.skill;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A bundle with one skill, made on the spot, as somebody else's would come in at run time. */
public final class SkillBundle {

    /** Its symbolic name. */
    public static final String NAME = "example.echo";

    private static final String CLASS = EchoSkill.class.getName().replace('.', '/') + ".class";

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

    private SkillBundle() {}

    /**
     * Makes the bundle.
     *
     * @param version of the bundle and of the skill
     * @return the jar
     * @throws IOException never, in memory
     */
    public static InputStream jar(String version) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", NAME);
        main.putValue("Bundle-Version", version);
        main.putValue("Service-Component", "OSGI-INF/echo.xml");
        main.putValue(
                "Import-Package",
                "io.mingle.api.event,io.mingle.api.skill,org.osgi.framework;version=\"[1.10,2)\"");
        main.putValue(
                "Provide-Capability",
                "io.mingle.skill;name=echo;version:Version=\"" + version + "\"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new JarEntry("OSGI-INF/echo.xml"));
            jar.write(COMPONENT.getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new JarEntry(CLASS));
            try (InputStream code = SkillBundle.class.getClassLoader().getResourceAsStream(CLASS)) {
                code.transferTo(jar);
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
