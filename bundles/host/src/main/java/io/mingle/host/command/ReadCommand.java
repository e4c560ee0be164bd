package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.document.Document;
import io.mingle.api.document.DocumentAnswer;
import io.mingle.api.document.DocumentAnswer.Citation;
import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.DocumentFormat;
import io.mingle.api.document.DocumentReading;
import io.mingle.api.document.DocumentWriting;
import io.mingle.api.document.Page;
import io.mingle.api.document.PageRead;
import io.mingle.api.document.PageSelection;
import io.mingle.api.document.ReadingOptions;
import io.mingle.api.document.TextLayer;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Update;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.console.LiveLine;
import io.mingle.host.console.Units;
import io.mingle.host.document.DocumentPaths;
import io.mingle.host.document.KeptPages;
import io.mingle.host.document.WrittenDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mingle read}: documents. */
@Command(
        name = "read",
        description = {
            "Reads a document, a PDF or pictures of its pages, and prints it as Markdown, HTML,"
                    + " JSON or text; or answers a question about it, with the pages and places on"
                    + " which the answer rests.",
            ""
        },
        footer = {
            "",
            "A page that cannot be read is marked, the others are read, and the exit code is 1. A"
                + " run with --output that was interrupted goes on where it stopped when the same"
                + " command is given again.",
            "",
            "Examples:",
            "  mingle read report.pdf -o report.md",
            "  mingle read scans/ --format json --pages 1-5,8",
            "  mingle read report.pdf --ask \"What was the revenue in 2023?\""
        })
final class ReadCommand implements Callable<Integer> {

    private final Session session;

    @Spec private CommandSpec spec;

    @Mixin private ModelOption model;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where the document or the answer goes, overwritten if need be; figures go into"
                        + " a folder beside it. The standard output if left out, without figures.")
    private Path output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "markdown, html, json or text, or md and txt; what the name of the output ends"
                            + " with if left out, else markdown.")
    private String format;

    @Option(
            names = "--pages",
            paramLabel = "PAGES",
            description = "Which pages, for example 1-5,8 or 7-; all if left out.")
    private String pages;

    @Option(
            names = "--text-layer",
            paramLabel = "USE",
            defaultValue = "compare",
            description =
                    "What is made of the text that a PDF carries: 'compare' checks the model's"
                            + " reading by it, 'use' takes it and asks the model only about pages"
                            + " without it, 'ignore' does not look at it (${DEFAULT-VALUE}).")
    private TextLayer textLayer;

    @Option(
            names = "--ask",
            paramLabel = "QUESTION",
            description = "Answer this question about the document instead of writing it.")
    private String question;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description =
                    "How the model is asked for what stands on a page; the published prompt if left"
                            + " out. \"Read the text.\" suits a single"
                            + " line with the embedded model.")
    private String prompt;

    @Option(
            names = "--least-dpi",
            paramLabel = "N",
            defaultValue = "64",
            description =
                    "Cut a page into parts if the model would see it with fewer dots per inch"
                            + " (${DEFAULT-VALUE}).")
    private int leastDpi;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "2048",
            description = "Up to so many tokens for each part of a page (${DEFAULT-VALUE}).")
    private int maxTokens;

    @Option(
            names = "--max-pages",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Refuse to read more pages (${DEFAULT-VALUE}).")
    private int maxPages;

    @Mixin private SkillsOption skills;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "A PDF, pictures, or folders with some, read in their order.")
    private List<Path> files;

    ReadCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Path> paths = DocumentPaths.of(files);
        List<DocumentFile> documents = DocumentPaths.files(paths);
        ReadingOptions options = options();
        DocumentFormat chosen = chosenFormat();
        try (Mingle mingle = session.start(model.directory(), skills.once())) {
            return question == null
                    ? read(mingle, paths, documents, options, chosen)
                    : ask(mingle, documents, options, chosen);
        } finally {
            session.live().clear();
        }
    }

    private ReadingOptions options() {
        try {
            ReadingOptions options = ReadingOptions.USUAL;
            return options.withPages(pages == null ? PageSelection.ALL : PageSelection.parse(pages))
                    .withTextLayer(textLayer)
                    .withLimits(options.limits().withPages(maxPages))
                    .withPrompt(prompt)
                    .withLeastDpi(leastDpi)
                    .withGeneration(options.generation().withMaxTokens(maxTokens));
        } catch (InvalidRequestException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private DocumentFormat chosenFormat() {
        String name = output == null ? "" : output.getFileName().toString();
        String wanted = format != null ? format : name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(DocumentFormat.values())
                .filter(
                        it ->
                                it.name().equalsIgnoreCase(wanted)
                                        || it.extension().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseGet(
                        () -> {
                            if (format == null) {
                                return DocumentFormat.MARKDOWN;
                            }
                            throw new ParameterException(
                                    spec.commandLine(),
                                    "The format '%s' is not written. Choose markdown, html, json or text."
                                            .formatted(format));
                        });
    }

    private int read(
            Mingle mingle,
            List<Path> paths,
            List<DocumentFile> documents,
            ReadingOptions options,
            DocumentFormat chosen) {
        try (Lease<DocumentWriting> lease = mingle.lease(DocumentWriting.class)) {
            DocumentWriting writing = lease.service();
            if (output == null) {
                return print(mingle, documents, options, chosen, writing);
            }
            WrittenDocument written = new WrittenDocument(output);
            String work = WrittenDocument.work(paths, model.directory(), options);
            KeptPages kept = KeptPages.open(output, work, writing);
            if (!kept.pages().isEmpty()) {
                session.err()
                        .println(
                                "mingle: %s read by an earlier run, and kept."
                                        .formatted(Units.count(kept.pages().size(), "page")));
            }
            Finished<Document> finished =
                    awaited(
                            reading(mingle, documents, options.withDone(kept.pages())),
                            page -> keep(page, kept));
            session.warn(finished);
            Document document = finished.result();
            written.write(document, writing.write(document, chosen, written.figures()));
            kept.delete();
            session.err().println("mingle: " + written.summary(document));
            return exitCode(document);
        }
    }

    private static int exitCode(Document document) {
        boolean failed = document.pages().stream().anyMatch(it -> it.failure().isPresent());
        return failed ? ExitCode.FAILED : ExitCode.OK;
    }

    private static void keep(Page page, KeptPages kept) {
        if (kept.pages().stream().noneMatch(it -> it.number() == page.number())) {
            kept.add(page);
        }
    }

    /** Prints a document, page by page where its format allows that. */
    private int print(
            Mingle mingle,
            List<DocumentFile> documents,
            ReadingOptions options,
            DocumentFormat chosen,
            DocumentWriting writing) {
        Generation<Document> reading = reading(mingle, documents, options);
        if (!ShownPages.are(chosen)) {
            Finished<Document> finished = awaited(reading, page -> {});
            session.out().print(Printable.of(writing.write(finished.result(), chosen, "")));
            session.warn(finished);
            return exitCode(finished.result());
        }
        ShownPages shown = new ShownPages(session, writing, chosen);
        try {
            Finished<Document> finished =
                    awaited(
                            reading,
                            page -> {
                                if (!shown.add(page)) {
                                    reading.cancel();
                                }
                            },
                            shown::end);
            session.warn(finished);
            return exitCode(finished.result());
        } catch (CancelledException e) {
            // Whoever runs commands tells why the output could not be written.
            if (session.interruption().happened() || session.out().failure().isEmpty()) {
                throw e;
            }
            return ExitCode.OK;
        }
    }

    private static Generation<Document> reading(
            Mingle mingle, List<DocumentFile> documents, ReadingOptions options) {
        return mingle.generate(DocumentReading.class, it -> it.read(documents, options));
    }

    private Finished<Document> awaited(Generation<Document> reading, Consumer<Page> pages) {
        return awaited(reading, pages, () -> {});
    }

    private Finished<Document> awaited(
            Generation<Document> reading, Consumer<Page> pages, Runnable last) {
        try (ProgressBar bar = bar()) {
            return Receiver.await(
                    reading,
                    session.interruption(),
                    update -> {
                        show(bar, update);
                        if (update instanceof PageRead read) {
                            pages.accept(read.page());
                        }
                    });
        } finally {
            session.live().clear();
            last.run();
        }
    }

    private int ask(
            Mingle mingle,
            List<DocumentFile> documents,
            ReadingOptions options,
            DocumentFormat chosen) {
        WrittenDocument written = output == null ? null : new WrittenDocument(output);
        Generation<DocumentAnswer> asked =
                mingle.generate(DocumentReading.class, it -> it.ask(documents, question, options));
        if (written == null && chosen != DocumentFormat.JSON) {
            return stream(asked);
        }
        Finished<DocumentAnswer> finished;
        try (ProgressBar bar = bar()) {
            finished = Receiver.await(asked, session.interruption(), update -> show(bar, update));
        }
        session.live().clear();
        session.warn(finished);
        DocumentAnswer answer = finished.result();
        String text =
                chosen == DocumentFormat.JSON
                        ? Json.line(object(answer))
                        : answer.text() + System.lineSeparator() + places(answer);
        if (written == null) {
            session.out().println(Printable.of(text));
        } else {
            written.write(text.stripTrailing() + System.lineSeparator());
        }
        return ExitCode.OK;
    }

    /** Shows an answer as it comes, and the places behind it. */
    private int stream(Generation<DocumentAnswer> asked) {
        StringBuilder streamed = new StringBuilder();
        Optional<Finished<DocumentAnswer>> ended;
        try (ProgressBar bar = bar()) {
            ended =
                    ShownText.of(
                            session,
                            asked,
                            update -> {
                                if (update instanceof TextDelta delta) {
                                    if (streamed.isEmpty()) {
                                        // Each time it would be drawn over the answer.
                                        bar.close();
                                    }
                                    streamed.append(delta.text());
                                } else {
                                    show(bar, update);
                                }
                            });
        }
        session.live().clear();
        ended.ifPresent(
                finished -> {
                    DocumentAnswer answer = finished.result();
                    if (!streamed.toString().equals(answer.text())) {
                        session.out().println(Printable.of(answer.text()));
                    }
                    session.out().print(places(answer));
                    session.warn(finished);
                });
        return ExitCode.OK;
    }

    private static String places(DocumentAnswer answer) {
        StringBuilder text = new StringBuilder();
        for (Citation citation : answer.citations()) {
            text.append(
                            "  page %s, %s: %s"
                                    .formatted(
                                            citation.page(),
                                            citation.thousandths(),
                                            OneLine.of(citation.text())))
                    .append(System.lineSeparator());
        }
        return text.toString();
    }

    private static ObjectNode object(DocumentAnswer answer) {
        ObjectNode object = Json.object().put("answer", answer.text());
        answer.evidence().forEach(object.putArray("evidence")::add);
        ArrayNode citations = object.putArray("citations");
        for (Citation citation : answer.citations()) {
            ObjectNode its = citations.addObject().put("page", citation.page());
            citation.thousandths().forEach(its.putArray("box")::add);
            its.put("text", citation.text());
        }
        return object;
    }

    private static void show(ProgressBar bar, Update update) {
        if (update instanceof PageRead read) {
            bar.maxHint(read.of());
            bar.stepTo(read.done());
        }
    }

    private ProgressBar bar() {
        LiveLine line = session.live();
        return new ProgressBarBuilder()
                .setTaskName("read")
                .setInitialMax(-1)
                .startsFrom(0, Duration.ZERO)
                .setUpdateIntervalMillis(250)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" pages", 1)
                .showSpeed()
                .setConsumer(new DelegatingProgressBarConsumer(line::show, LiveLine.WIDTH))
                .build();
    }
}
