package io.mingle.host;

import io.mingle.api.skill.Skill;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Packs a skill of these tests as others bring theirs. */
final class SkillJar {

    private SkillJar() {}

    /**
     * A component of a bundle.
     *
     * @param name of the skill that it is
     * @param code its own class first, then what that needs
     * @param services what it is beside a skill
     */
    record Part(String name, List<Class<?>> code, List<Class<?>> services) {

        String xml() {
            String provided =
                    Stream.concat(Stream.of(Skill.class), services.stream())
                            .map(it -> "<provide interface=\"" + it.getName() + "\"/>")
                            .collect(Collectors.joining());
            return """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
              <property name="name" value="%1$s"/>
              <property name="service.ranking" type="Integer" value="100"/>
              <service>%2$s</service>
              <implementation class="%3$s"/>
            </scr:component>
            """
                    .formatted(name, provided, code.get(0).getName());
        }
    }

    /** Writes a bundle with the skill as its only component. */
    static void write(Path file, String name, Class<? extends Skill> skill) throws IOException {
        write(file, name, new Part(name, List.of(skill), List.of()));
    }

    /** Writes a bundle of several. */
    static void write(Path file, String bundle, Part... parts) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (Part part : parts) {
            entries.put(part.name() + ".xml", part.xml().getBytes(StandardCharsets.UTF_8));
            for (Class<?> code : part.code()) {
                String path = code.getName().replace('.', '/') + ".class";
                try (InputStream compiled = code.getClassLoader().getResourceAsStream(path)) {
                    entries.put(path, compiled.readAllBytes());
                }
            }
        }
        // Written aside, so that nobody finds half of it in the folder.
        Path whole = Files.createTempFile("skill", ".jar");
        try (OutputStream bytes = Files.newOutputStream(whole);
                JarOutputStream jar = new JarOutputStream(bytes, manifest(bundle, parts))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
        Files.move(whole, file);
    }

    private static Manifest manifest(String bundle, Part... parts) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "example." + bundle);
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Service-Component", joined(parts, it -> it.name() + ".xml"));
        main.putValue(
                "Import-Package",
                "io.mingle.api.content,io.mingle.api.drawing,io.mingle.api.event,"
                        + "io.mingle.api.skill,io.mingle.api.understanding,io.mingle.api.error,"
                        + "javax.imageio");
        main.putValue(
                "Provide-Capability",
                joined(
                        parts,
                        it ->
                                "io.mingle.skill;name=\"%s\";version:Version=\"1.0.0\""
                                        .formatted(it.name())));
        return manifest;
    }

    private static String joined(Part[] parts, Function<Part, String> each) {
        return Stream.of(parts).map(each).collect(Collectors.joining(","));
    }
}
