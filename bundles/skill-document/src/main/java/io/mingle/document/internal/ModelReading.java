package io.mingle.document.internal;

import io.mingle.api.document.Document;
import io.mingle.api.document.DocumentAnswer;
import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.DocumentReading;
import io.mingle.api.document.Page;
import io.mingle.api.document.PageRead;
import io.mingle.api.document.ReadingOptions;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.broker.Broker;
import io.mingle.document.internal.source.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads documents with the model, one page after the other, on a thread for each document. */
@Component
public final class ModelReading implements DocumentReading {

    private final Broker broker;

    @Activate
    public ModelReading(@Reference Broker broker) {
        this.broker = broker;
    }

    @Override
    public Generation<Document> read(List<DocumentFile> files, ReadingOptions options) {
        check(files, options);
        return GenerationChannel.produce(
                "read-document",
                channel -> {
                    Model model = new Model(broker, channel);
                    PageReader reader = new PageReader(model, model.view(), options);
                    List<Page> pages = new ArrayList<>();
                    try (Sources sources = sources(files, options, channel)) {
                        PagesToRead chosen = PagesToRead.of(sources, files, options);
                        for (int number : chosen.numbers()) {
                            channel.throwIfCancelled();
                            Page read = chosen.page(number, reader::read);
                            Page page =
                                    pages.isEmpty()
                                            ? read
                                            : Stitching.after(pages.get(pages.size() - 1), read);
                            pages.add(page);
                            channel.publish(
                                    new PageRead(page, pages.size(), chosen.numbers().size()));
                        }
                    }
                    Document document = new Document(files.get(0).name(), pages);
                    channel.finished(document, Usage.NONE, warnings(pages));
                    return document;
                });
    }

    private static List<String> warnings(List<Page> pages) {
        List<String> warnings = new ArrayList<>();
        for (Page page : pages) {
            page.failure()
                    .ifPresent(
                            it ->
                                    warnings.add(
                                            "Page %s could not be read: %s"
                                                    .formatted(page.number(), it)));
            warnings.addAll(page.warnings());
        }
        return warnings;
    }

    @Override
    public Generation<DocumentAnswer> ask(
            List<DocumentFile> files, String question, ReadingOptions options) {
        check(files, options);
        if (question == null || question.isBlank()) {
            throw new InvalidRequestException(
                    "A document was asked about without a question. Say what you want to know.");
        }
        return GenerationChannel.produce(
                "ask-document",
                channel -> {
                    try (Sources sources = sources(files, options, channel)) {
                        PagesToRead chosen = PagesToRead.of(sources, files, options);
                        return new Questions(new Model(broker, channel), channel, options)
                                .answer(question.strip(), sources, chosen);
                    }
                });
    }

    private Sources sources(
            List<DocumentFile> files, ReadingOptions options, GenerationChannel<?> channel) {
        return new Sources(
                files,
                options.limits(),
                channel::throwIfCancelled,
                new Decoders(broker)::decoded,
                new Pictures(broker)::decoded);
    }

    private static void check(List<DocumentFile> files, ReadingOptions options) {
        if (files == null
                || files.isEmpty()
                || files.stream().anyMatch(Objects::isNull)
                || options == null) {
            throw new InvalidRequestException(
                    "A document was to be read and no file, or no options, were given. Name a PDF"
                            + " or pictures, and begin with ReadingOptions.USUAL.");
        }
    }
}
