package io.mingle.document.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.document.Block;
import io.mingle.api.document.Document;
import io.mingle.api.document.DocumentAnswer;
import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.DocumentFormat;
import io.mingle.api.document.DocumentReading;
import io.mingle.api.document.DocumentWriting;
import io.mingle.api.document.PageSelection;
import io.mingle.api.document.ReadingOptions;
import io.mingle.api.document.TextLayer;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.broker.Broker;
import io.mingle.document.internal.write.BlockWriting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers reading to those who list and call skills by name. Files come as bytes: a caller from afar
 * names none of this machine.
 */
@Component(property = "name=" + ReadDocumentSkill.NAME)
public final class ReadDocumentSkill implements Skill {

    static final String NAME = "read-document";

    private static final String INPUT =
            """
            {
              "type": "object",
              "properties": {
                "pdf": {"type": "string", "contentMediaType": "application/pdf",
                        "contentEncoding": "base64"},
                "office": {"type": "string", "contentEncoding": "base64",
                           "description": "A docx, xlsx or pptx file."},
                "pictures": {"type": "array",
                             "items": {"type": "string", "contentMediaType": "image/*"}},
                "question": {"type": "string"},
                "pages": {"type": "string", "description": "1-5,8"},
                "format": {"enum": ["markdown", "html", "json", "text"]},
                "textLayer": {"enum": ["compare", "use", "ignore"]},
                "prompt": {"type": "string"}
              }
            }
            """;

    private static final String OUTPUT =
            """
            {
              "type": "object",
              "required": ["text"],
              "properties": {
                "text": {"type": "string"},
                "figures": {"type": "array",
                            "items": {"type": "string", "contentMediaType": "image/*"}},
                "failed": {"type": "array", "items": {"type": "integer"}},
                "evidence": {"type": "array", "items": {"type": "integer"}},
                "citations": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["page", "box", "text"],
                    "properties": {
                      "page": {"type": "integer"},
                      "box": {"type": "array", "items": {"type": "integer"},
                              "description": "Edges in 0 to 1000 of the page."},
                      "text": {"type": "string"}
                    }
                  }
                }
              }
            }
            """;

    private final DocumentReading reading;
    private final DocumentWriting writing = new BlockWriting();
    private final SkillDescription description;

    @Activate
    public ReadDocumentSkill(@Reference Broker broker, BundleContext context) {
        this(new ModelReading(broker), context.getBundle().getVersion().toString());
    }

    ReadDocumentSkill(DocumentReading reading, String version) {
        this.reading = reading;
        this.description =
                new SkillDescription(
                        NAME,
                        version,
                        "Reads a PDF, an Office file or pictures of pages, or answers a question"
                                + " about them.",
                        INPUT,
                        OUTPUT);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        Map<String, Object> arguments = request.arguments();
        List<DocumentFile> files = files(arguments);
        ReadingOptions options = options(request);
        if (arguments.get("question") instanceof String question) {
            return reading.ask(files, question, options).map(ReadDocumentSkill::answer);
        }
        DocumentFormat format =
                choice(DocumentFormat.class, arguments, "format", DocumentFormat.MARKDOWN);
        return reading.read(files, options).map(it -> read(it, format));
    }

    private static List<DocumentFile> files(Map<String, Object> arguments) {
        List<DocumentFile> files = new ArrayList<>();
        for (String encoded : List.of("pdf", "office")) {
            if (arguments.get(encoded) instanceof String base64) {
                files.add(file(encoded, base64));
            }
        }
        if (arguments.get("pictures") instanceof List<?> pictures) {
            for (Object each : pictures) {
                if (each instanceof Picture picture) {
                    files.add(DocumentFile.of(picture.name(), picture.bytes()));
                }
            }
        }
        if (files.isEmpty()) {
            throw new InvalidRequestException(
                    "The skill read-document takes a 'pdf' or an 'office' file (base64), or 'pictures', and got %s. Give one of them."
                            .formatted(arguments.keySet()));
        }
        return files;
    }

    private static DocumentFile file(String argument, String base64) {
        try {
            return DocumentFile.of(
                    argument.equals("pdf") ? "document.pdf" : "document",
                    Base64.getMimeDecoder().decode(base64.substring(base64.indexOf(',') + 1)));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "The argument '%s' of read-document is not base64 (%s). Encode the bytes of the file so."
                            .formatted(argument, e.getMessage()),
                    e);
        }
    }

    private static ReadingOptions options(SkillRequest request) {
        Map<String, Object> arguments = request.arguments();
        ReadingOptions options =
                ReadingOptions.USUAL
                        .withGeneration(request.options())
                        .withTextLayer(
                                choice(TextLayer.class, arguments, "textLayer", TextLayer.COMPARE));
        if (arguments.get("pages") instanceof String pages) {
            options = options.withPages(PageSelection.parse(pages));
        }
        return arguments.get("prompt") instanceof String prompt
                ? options.withPrompt(prompt)
                : options;
    }

    private static <E extends Enum<E>> E choice(
            Class<E> type, Map<String, Object> arguments, String name, E usual) {
        Object value = arguments.get(name);
        if (value == null) {
            return usual;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> it.name().equalsIgnoreCase(value.toString()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        "The argument '%s' of read-document is '%s'. Choose one of %s."
                                                .formatted(
                                                        name,
                                                        value,
                                                        Arrays.toString(type.getEnumConstants())
                                                                .toLowerCase(Locale.ROOT))));
    }

    private SkillResult read(Document document, DocumentFormat format) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", writing.write(document, format, ""));
        values.put(
                "figures",
                document.pages().stream()
                        .flatMap(it -> it.blocks().stream())
                        .map(Block::figure)
                        .flatMap(it -> it.stream())
                        .map(it -> new Picture(it.name(), it.picture().bytes()))
                        .toList());
        values.put(
                "failed",
                document.pages().stream()
                        .filter(it -> it.failure().isPresent())
                        .map(it -> it.number())
                        .toList());
        return new SkillResult(values);
    }

    private static SkillResult answer(DocumentAnswer answer) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", answer.text());
        values.put("evidence", answer.evidence());
        values.put(
                "citations",
                answer.citations().stream()
                        .map(
                                it ->
                                        Map.<String, Object>of(
                                                "page", it.page(),
                                                "box", it.thousandths(),
                                                "text", it.text()))
                        .toList());
        return new SkillResult(values);
    }
}
