package io.mingle.host;

import io.mingle.api.skill.Skill;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs a skill of these tests as others bring theirs. */
final class SkillJar {

    private SkillJar() {}

    /** Writes a bundle with the skill as its only component. */
    static void write(Path file, String name, Class<? extends Skill> skill) throws IOException {
        String component =
                """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
                  <property name="name" value="%1$s"/>
                  <service><provide interface="io.mingle.api.skill.Skill"/></service>
                  <implementation class="%2$s"/>
                </scr:component>
                """
                        .formatted(name, skill.getName());
        String code = skill.getName().replace('.', '/') + ".class";
        // Written aside, so that nobody finds half of it in the folder.
        Path whole = Files.createTempFile("skill", ".jar");
        try (OutputStream bytes = Files.newOutputStream(whole);
                JarOutputStream jar = new JarOutputStream(bytes, manifest(name));
                InputStream compiled = skill.getClassLoader().getResourceAsStream(code)) {
            jar.putNextEntry(new JarEntry("component.xml"));
            jar.write(component.getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new JarEntry(code));
            compiled.transferTo(jar);
        }
        Files.move(whole, file);
    }

    private static Manifest manifest(String name) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "example." + name);
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Service-Component", "component.xml");
        main.putValue(
                "Import-Package",
                "io.mingle.api.content,io.mingle.api.event,io.mingle.api.skill,"
                        + "io.mingle.api.understanding,io.mingle.api.error");
        main.putValue(
                "Provide-Capability",
                "io.mingle.skill;name=\"%s\";version:Version=\"1.0.0\"".formatted(name));
        return manifest;
    }
}
