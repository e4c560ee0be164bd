package io.mingle.document.internal.write;

import io.mingle.api.document.Document;
import io.mingle.api.document.DocumentFormat;
import io.mingle.api.document.DocumentWriting;
import io.mingle.api.document.Page;
import io.mingle.api.error.InvalidRequestException;
import org.osgi.service.component.annotations.Component;

/** Writes the blocks of documents in the formats that there are. */
@Component
public final class BlockWriting implements DocumentWriting {

    @Override
    public String write(Document document, DocumentFormat format, String figures) {
        if (document == null || format == null || figures == null) {
            throw new InvalidRequestException(
                    "A document was to be written without the document, a format, or a place for"
                            + " figures. Give all three; the place may be an empty text.");
        }
        return switch (format) {
            case MARKDOWN -> MarkdownText.of(document, figures);
            case HTML -> HtmlPage.of(document, figures);
            case JSON -> PageJson.of(document, figures);
            case TEXT -> PlainText.of(document);
        };
    }

    @Override
    public String line(Page page) {
        if (page == null) {
            throw new InvalidRequestException("A page was to be written and is missing.");
        }
        return PageJson.line(page);
    }

    @Override
    public Page page(String line) {
        if (line == null) {
            throw new InvalidRequestException("A page was to be read and its line is missing.");
        }
        return PageJson.page(line);
    }
}
