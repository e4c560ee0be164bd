package io.mingle.document.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.document.DocumentAnswer;
import io.mingle.api.document.Page;
import io.mingle.api.document.PageBox;
import io.mingle.api.document.PageRead;
import io.mingle.api.document.ReadingOptions;
import io.mingle.api.document.TextLayer;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.document.internal.layout.PageLayout;
import io.mingle.document.internal.source.SourcePage;
import io.mingle.document.internal.source.Sources;
import io.mingle.document.internal.source.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Answers a question about a document: finds the passages that have most to do with it, and shows
 * the model as many of them as it sees at once.
 */
final class Questions {

    /** As many pictures as the published model is shown in one question. */
    private static final int MOST_PICTURES = 10;

    /** What a prompt has beside the question, in tokens. */
    private static final int FRAME_TOKENS = 32;

    private final Model model;
    private final GenerationChannel<DocumentAnswer> channel;
    private final ReadingOptions options;
    private final PageView view;
    private final PageReader reader;
    private final List<Passage> passages = new ArrayList<>();

    Questions(Model model, GenerationChannel<DocumentAnswer> channel, ReadingOptions options) {
        this.model = model;
        this.channel = channel;
        this.options = options;
        this.view = model.view();
        this.reader = new PageReader(model, view, options);
    }

    DocumentAnswer answer(String question, Sources sources, PagesToRead chosen) {
        int done = 0;
        for (int number : chosen.numbers()) {
            channel.throwIfCancelled();
            Page page = chosen.page(number, this::collected);
            boolean isReady = chosen.isDone(number) || sources.ready(number).isPresent();
            if (isReady && page.failure().isEmpty()) {
                passages.add(new Passage(page, whole(page), lines(page)));
            }
            channel.publish(new PageRead(page, ++done, chosen.numbers().size()));
        }
        if (passages.isEmpty()) {
            throw new UnreadableContentException(
                    "The question cannot be asked, because none of the %s pages could be opened. Read the document to see why."
                            .formatted(chosen.numbers().size()));
        }
        Bm25 index = new Bm25(passages.stream().map(Passage::words).toList());
        List<Passage> evidence = evidence(question, index);
        List<Picture> pictures = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        for (Passage passage : evidence) {
            int number = passage.page().number();
            if (sources.ready(number).isPresent()) {
                words.append(shortened(passage)).append("\n\n");
            } else {
                pictures.add(reader.picture(number, sources.page(number), passage.box()));
            }
        }
        String text =
                model.ask(words + question, pictures, options.generation(), channel::delta).text();
        return new DocumentAnswer(
                text,
                evidence.stream().map(it -> it.page().number()).distinct().toList(),
                Citing.of(text, question, evidence, index));
    }

    /** Returns the words of a page that has no picture, as many as a picture has tokens. */
    private String shortened(Passage passage) {
        String words =
                passage.lines().stream().map(TextLine::text).collect(Collectors.joining("\n"));
        return words.substring(0, Math.min(words.length(), view.pictureTokens()));
    }

    /**
     * Notes the passages of a page; asks the model what stands there only if nothing else tells.
     */
    private Page collected(int number, SourcePage source) {
        try {
            List<TextLine> lines =
                    options.textLayer() == TextLayer.IGNORE ? List.of() : source.text();
            Page page = lines.isEmpty() ? reader.read(number, source) : seen(number, source);
            note(page, source, lines.isEmpty() ? lines(page) : lines);
            return page;
        } catch (MingleException e) {
            if (!PageReader.isOfPage(e)) {
                throw e;
            }
            return page(number, source, Optional.of(e.getMessage()));
        }
    }

    private static Page seen(int number, SourcePage source) {
        return page(number, source, Optional.empty());
    }

    private static Page page(int number, SourcePage source, Optional<String> failure) {
        return new Page(
                number,
                source.file(),
                source.width(),
                source.height(),
                List.of(),
                OptionalDouble.empty(),
                failure,
                source.warnings());
    }

    private void note(Page page, SourcePage source, List<TextLine> lines) {
        if (page.failure().isPresent()) {
            return;
        }
        if (reader.legible(source).test(source.whole())) {
            passages.add(new Passage(page, source.whole(), lines));
            return;
        }
        for (PageBox part : PageLayout.of(source).parts(source.whole(), reader.legible(source))) {
            List<TextLine> its = lines.stream().filter(it -> part.holds(it.box())).toList();
            passages.add(new Passage(page, part, its));
        }
    }

    private static PageBox whole(Page page) {
        return new PageBox(0, 0, page.width(), page.height());
    }

    private static List<TextLine> lines(Page page) {
        return page.blocks().stream().map(it -> new TextLine(it.text(), it.box())).toList();
    }

    /** Returns the best passages in the order of the document. */
    private List<Passage> evidence(String question, Bm25 index) {
        List<String> words = Words.of(question);
        double[] scores =
                IntStream.range(0, passages.size())
                        .mapToDouble(it -> index.score(it, words))
                        .toArray();
        return IntStream.range(0, passages.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(it -> -scores[it]))
                .limit(room(question))
                .sorted()
                .map(passages::get)
                .toList();
    }

    /** Returns how many pictures fit beside the question and half of what may be answered. */
    private int room(String question) {
        int answer = Math.min(options.generation().maxTokens(), view.context() / 2);
        int left = view.context() - answer - question.length() - FRAME_TOKENS;
        return Math.max(1, Math.min(MOST_PICTURES, left / view.pictureTokens()));
    }
}
