package io.mingle.swap.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;

/** The jar of a bundle {@value #NAME}, made on the spot, with an {@link ObedientActivator}. */
record TestBundle(Manifest manifest) {

    static final String NAME = "example.echo";

    static TestBundle of(String version) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, NAME);
        main.putValue(Constants.BUNDLE_VERSION, version);
        main.putValue(Constants.BUNDLE_ACTIVATOR, ObedientActivator.class.getName());
        main.putValue(Constants.IMPORT_PACKAGE, "org.osgi.framework");
        return new TestBundle(manifest);
    }

    /** Sets a header, also one that it has. */
    TestBundle with(String header, String value) {
        manifest.getMainAttributes().putValue(header, value);
        return this;
    }

    InputStream open() throws IOException {
        return new ByteArrayInputStream(bytes());
    }

    Path in(Path folder) throws IOException {
        return Files.write(Files.createTempFile(folder, "made-", ".jar"), bytes());
    }

    private byte[] bytes() throws IOException {
        String code = ObedientActivator.class.getName().replace('.', '/') + ".class";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream compiled =
                        TestBundle.class.getClassLoader().getResourceAsStream(code)) {
            jar.putNextEntry(new JarEntry(code));
            compiled.transferTo(jar);
        }
        return bytes.toByteArray();
    }
}
