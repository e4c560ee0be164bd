package io.mingle.document.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.demo.Demo;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.error.InternalException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * Shows a page being read: one with a single line, which is what the embedded model can. The page
 * is a PDF of Helvetica as this bundle draws it.
 */
@Component(property = "name=" + ReadDocumentSkill.NAME)
public final class DocumentDemo implements Demo {

    private static final String PAGE = "receipt-line.png";
    private static final String LINE = "TOTAL 47.11";

    @Override
    public List<DemoCase> cases() {
        return List.of(
                DemoCase.of(
                                "Read a page with one line into Markdown.",
                                ReadDocumentSkill.NAME,
                                Map.of("pictures", List.of(page()), "prompt", "Read the text."))
                        .expecting(LINE));
    }

    private static Picture page() {
        try (InputStream in = DocumentDemo.class.getResourceAsStream("/demo/" + PAGE)) {
            return Picture.read(PAGE, in);
        } catch (IOException e) {
            throw new InternalException(
                    "The picture '%s' of the bundle of documents cannot be closed (%s). Build it anew with ./mvnw package."
                            .formatted(PAGE, e.getMessage()),
                    e);
        }
    }
}
