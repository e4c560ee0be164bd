package io.mingle.onnx.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The two jars that the build makes. */
class NativesByClassifierIT {

    private static final String NATIVE = "ai/onnxruntime/.*\\.(so|dylib|dll)(\\.\\d+)?";

    @Test
    void theJarWithAClassifierCarriesTheLibrariesThatItNames() throws Exception {
        List<String> carried = natives("onnx.bundle");
        for (String library : CarriedLibraries.read().libraries()) {
            assertTrue(carried.stream().anyMatch(it -> it.endsWith('/' + library)), library);
        }
        assertEquals(CarriedLibraries.read().libraries().size(), carried.size(), "of one platform");
    }

    @Test
    void theJarWithoutOneCarriesNone() throws Exception {
        assertEquals(List.of(), natives("onnx.bundle.plain"));
    }

    /** ONNX Runtime 1.29.0 has a server that it tells of its use, from Linux and macOS. */
    @Test
    void noLibraryKnowsAServerToReportTo() throws Exception {
        try (JarFile jar = new JarFile(System.getProperty("onnx.bundle"))) {
            for (String library : natives("onnx.bundle")) {
                byte[] bytes = jar.getInputStream(jar.getEntry(library)).readAllBytes();
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                assertFalse(text.contains("events.data.microsoft"), library);
            }
        }
    }

    private static List<String> natives(String property) throws Exception {
        try (JarFile jar = new JarFile(System.getProperty(property))) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.matches(NATIVE))
                    .toList();
        }
    }
}
