package io.mingle.itests.skill;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A bundle in the making, as somebody else's would come in at run time. */
public final class BundleJar {

    private static final String COMPONENT =
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
              <property name="name" value="%1$s"/>
              <service><provide interface="%2$s"/></service>
              %3$s
              <implementation class="%4$s"/>
            </scr:component>
            """;

    private final Manifest manifest = new Manifest();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    public BundleJar(String name, String version) {
        header("Manifest-Version", "1.0");
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", name);
        header("Bundle-Version", version);
    }

    /** Sets a header of the manifest; what it had already comes first, with a comma between. */
    public BundleJar header(String name, String value) {
        manifest.getMainAttributes()
                .merge(new Attributes.Name(name), value, (before, more) -> before + "," + more);
        return this;
    }

    /**
     * Adds a component that provides one service under its own name.
     *
     * @param references XML elements for what it needs; may be empty
     */
    public BundleJar component(
            String name, Class<?> service, String references, Class<?> implementation)
            throws IOException {
        String file = "OSGI-INF/" + name + ".xml";
        String xml =
                COMPONENT.formatted(name, service.getName(), references, implementation.getName());
        entries.put(file, xml.getBytes(StandardCharsets.UTF_8));
        return header("Service-Component", file).code(implementation.getName());
    }

    /** Adds a class of this module. */
    public BundleJar code(String className) throws IOException {
        String file = className.replace('.', '/') + ".class";
        try (InputStream code = BundleJar.class.getClassLoader().getResourceAsStream(file)) {
            entries.put(file, code.readAllBytes());
        }
        return this;
    }

    /**
     * Rewrites a class as if it had been compiled against something that had another name then.
     *
     * @param replaced of the same length
     */
    BundleJar older(Class<?> type, String name, String replaced) {
        entries.computeIfPresent(
                type.getName().replace('.', '/') + ".class",
                (file, code) ->
                        new String(code, StandardCharsets.ISO_8859_1)
                                .replace(name, replaced)
                                .getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    public InputStream open() throws IOException {
        return new ByteArrayInputStream(bytes());
    }
}
