package io.mingle.document.office.internal;

import io.mingle.api.document.ReadingLimits;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The parts of an Office file that have text, unpacked in memory. What an entry expands to is
 * bounded before it is kept: by bytes, and by how many times it is larger than the whole file.
 */
final class OfficeZip {

    private static final int MOST_ENTRIES = 20_000;

    /** Text packs to a twentieth; XML of thousands of equal cells to a hundredth. */
    private static final long LARGEST_RATIO = 200;

    private static final long SMALL = 4 << 20;

    private final String name;
    private final Map<String, byte[]> parts = new HashMap<>();

    private OfficeZip(String name) {
        this.name = name;
    }

    static OfficeZip open(String name, byte[] bytes, ReadingLimits limits) {
        OfficeZip zip = new OfficeZip(name);
        long most = Math.min(limits.streamBytes(), Math.max(SMALL, LARGEST_RATIO * bytes.length));
        long total = 0;
        int entries = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String part = entry.getName();
                boolean wanted = part.endsWith(".xml") || part.endsWith(".rels");
                byte[] content =
                        in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most - total + 1));
                total += content.length;
                if (total > most || ++entries > MOST_ENTRIES) {
                    throw new ContentTooLargeException(
                            "The document '%s' expands to more than %s MiB, or has more than %s parts. It is damaged or made to fill memory; save it anew from the program that made it."
                                    .formatted(name, most >> 20, MOST_ENTRIES));
                }
                if (wanted) {
                    zip.parts.put(part, content);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw zip.damaged(e);
        }
        return zip;
    }

    boolean has(String part) {
        return parts.containsKey(part);
    }

    /** Opens a part; one that is not there is a sign of damage. */
    OfficeXml xml(String part) {
        byte[] content = parts.get(part);
        if (content == null) {
            throw damaged(null);
        }
        return new OfficeXml(this, content);
    }

    /**
     * Returns what a part refers to.
     *
     * @param part for example {@code word/document.xml}
     * @return paths of parts by the references' names
     */
    Map<String, String> references(String part) {
        int slash = part.lastIndexOf('/');
        String folder = part.substring(0, slash + 1);
        String rels = folder + "_rels/" + part.substring(slash + 1) + ".rels";
        Map<String, String> references = new HashMap<>();
        if (has(rels)) {
            OfficeXml xml = xml(rels);
            while (xml.next()) {
                if (xml.begins("Relationship")) {
                    String target = String.valueOf(xml.attribute("Target"));
                    references.put(
                            xml.attribute("Id"),
                            target.startsWith("/")
                                    ? target.substring(1)
                                    : folder + target.replace("../", ""));
                }
            }
        }
        return references;
    }

    UnreadableContentException damaged(Exception cause) {
        return new UnreadableContentException(
                "The document '%s' is a damaged Office file. Copy it again, or save it anew from the program that made it."
                        .formatted(name),
                cause);
    }

    UnreadableContentException declares() {
        return new UnreadableContentException(
                "The document '%s' declares entities in its XML, as no Office program does, and is not read. Save it anew from the program that made it."
                        .formatted(name));
    }
}
