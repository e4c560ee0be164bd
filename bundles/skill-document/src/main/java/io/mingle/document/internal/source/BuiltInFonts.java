package io.mingle.document.internal.source;

import io.mingle.api.error.InternalException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * Gives Liberation Sans, which PDFBox brings, for every font that a PDF does not. PDFBox itself
 * would parse all fonts of the machine at first use, keep a list of them in the user's folder, and
 * draw the same page differently on another machine.
 */
final class BuiltInFonts implements FontMapper {

    private static final String FONT =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final TrueTypeFont font;

    private BuiltInFonts() {
        try (InputStream in = FontMappers.class.getResourceAsStream(FONT)) {
            font = new TTFParser().parse(new RandomAccessReadBuffer(in));
        } catch (IOException e) {
            throw new InternalException(
                    "The font of PDFBox cannot be read (%s). Build Mingle anew with ./mvnw package."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static final class Holder {
        static {
            FontMappers.set(new BuiltInFonts());
        }

        private static void load() {}
    }

    /** Makes PDFBox use it from now on. */
    static void use() {
        Holder.load();
    }

    @Override
    public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
        return new FontMapping<>(font, true);
    }

    @Override
    public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
        return new FontMapping<>(font, true);
    }

    @Override
    public CIDFontMapping getCIDFont(
            String name, PDFontDescriptor descriptor, PDCIDSystemInfo system) {
        return new CIDFontMapping(null, font, true);
    }
}
