package io.mingle.document.office.internal;

import io.mingle.api.document.DocumentDecoder;
import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.Page;
import io.mingle.api.document.ReadingLimits;
import io.mingle.api.error.UnreadableContentException;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Reads docx, xlsx and pptx. What is in them is text already, so that no model is asked. */
@Component
public final class OfficeDecoder implements DocumentDecoder {

    /** What older Office files begin with, and newer ones that have a password (MS-CFB). */
    private static final int[] COMPOUND = {0xd0, 0xcf, 0x11, 0xe0};

    @Override
    public boolean decodes(DocumentFile file) {
        byte[] bytes = file.bytes();
        return begins(bytes, 'P', 'K', 3, 4) || begins(bytes, COMPOUND);
    }

    private static boolean begins(byte[] bytes, int... head) {
        for (int i = 0; i < head.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xff) != head[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<Page> decode(DocumentFile file, ReadingLimits limits) {
        byte[] bytes = file.bytes();
        if (begins(bytes, COMPOUND)) {
            throw new UnreadableContentException(
                    "The document '%s' is an Office file with a password, or of the time before 2007. Save it as docx, xlsx or pptx without a password."
                            .formatted(file.name()));
        }
        OfficeZip zip = OfficeZip.open(file.name(), bytes, limits);
        PageBuilder pages = new PageBuilder(file.name(), limits);
        if (zip.has(WordText.PART)) {
            WordText.read(zip, pages);
        } else if (zip.has(SheetText.PART)) {
            SheetText.read(zip, pages);
        } else if (zip.has(SlideText.PART)) {
            SlideText.read(zip, pages);
        } else {
            throw new UnreadableContentException(
                    "The document '%s' is a ZIP file that is no docx, xlsx or pptx. Unpack it, and read what is in it."
                            .formatted(file.name()));
        }
        return pages.pages();
    }
}
