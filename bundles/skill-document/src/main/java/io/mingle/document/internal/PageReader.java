package io.mingle.document.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.document.Block;
import io.mingle.api.document.Page;
import io.mingle.api.document.PageBox;
import io.mingle.api.document.ReadingOptions;
import io.mingle.api.document.TextLayer;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.MingleException;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.document.internal.layout.PageLayout;
import io.mingle.document.internal.markdown.Draft;
import io.mingle.document.internal.markdown.MarkdownBlocks;
import io.mingle.document.internal.source.SourcePage;
import io.mingle.document.internal.source.TextLine;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/** Reads pages: asks the model for the parts of each, and makes blocks of what it says. */
final class PageReader {

    /** The published prompt for documents. */
    static final String PROMPT = "输出给定图像文本的markdown格式。";

    /** No part is shown finer than a good print. */
    private static final double FINEST_DPI = 300;

    /** How often a part whose text was too long for one answer is cut in two. */
    private static final int CUTS = 3;

    /** What is wrong with one page and may be right with the next. */
    private static final Set<ErrorCode> OF_A_PAGE =
            EnumSet.of(
                    ErrorCode.UNREADABLE_CONTENT,
                    ErrorCode.CONTENT_TOO_LARGE,
                    ErrorCode.CONVERSATION_TOO_LONG,
                    ErrorCode.INVALID_REQUEST,
                    ErrorCode.INTERNAL);

    private final Model model;
    private final PageView view;
    private final ReadingOptions options;

    PageReader(Model model, PageView view, ReadingOptions options) {
        this.model = model;
        this.view = view;
        this.options = options;
    }

    /** Tells whether an error is that of one page, so that the others are read. */
    static boolean isOfPage(MingleException error) {
        return OF_A_PAGE.contains(error.kind());
    }

    /** Reads a page; what is wrong with it becomes its failure. */
    Page read(int number, SourcePage source) {
        List<String> warnings = new ArrayList<>();
        List<TextLine> lines = List.of();
        List<Block> blocks = List.of();
        Optional<String> failure = Optional.empty();
        OptionalDouble agreement = OptionalDouble.empty();
        try {
            lines = options.textLayer() == TextLayer.IGNORE ? List.of() : source.text();
            if (options.textLayer() == TextLayer.USE && !lines.isEmpty()) {
                blocks = LayerBlocks.of(lines);
            } else {
                List<String> said = new ArrayList<>();
                blocks = asked(number, source, lines, said, warnings);
                agreement = agreement(lines, said);
            }
            blocks = Figures.with(blocks, source, number);
        } catch (MingleException e) {
            if (!isOfPage(e)) {
                throw e;
            }
            blocks = LayerBlocks.of(lines);
            String instead = lines.isEmpty() ? "" : " Its text layer stands in.";
            failure = Optional.of(e.getMessage() + instead);
        }
        warnings.addAll(0, source.warnings());
        return new Page(
                number,
                source.file(),
                source.width(),
                source.height(),
                blocks,
                agreement,
                failure,
                warnings);
    }

    private static OptionalDouble agreement(List<TextLine> lines, List<String> said) {
        List<String> words =
                Words.of(String.join("\n", lines.stream().map(TextLine::text).toList()));
        return words.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Words.found(words, Words.of(String.join("\n", said))));
    }

    private List<Block> asked(
            int number,
            SourcePage source,
            List<TextLine> lines,
            List<String> said,
            List<String> warnings) {
        PageLayout layout = PageLayout.of(source);
        List<Block> blocks = new ArrayList<>();
        for (PageBox part : layout.parts(source.whole(), legible(source))) {
            blocks.addAll(part(number, source, part, layout, lines, said, warnings, CUTS));
        }
        List<Block> ordered = new ArrayList<>();
        blocks.forEach(it -> ordered.add(it.inPlace(ordered.size())));
        return ordered;
    }

    /** A part is small enough if the model sees it with as many dots per inch as are wanted. */
    Predicate<PageBox> legible(SourcePage source) {
        double least = (double) options.leastDpi() * options.leastDpi();
        double inch = source.inch() * source.inch();
        return part -> part.width() * part.height() / inch * least <= view.pixels();
    }

    private List<Block> part(
            int number,
            SourcePage source,
            PageBox part,
            PageLayout layout,
            List<TextLine> lines,
            List<String> said,
            List<String> warnings,
            int cuts) {
        Answer answer =
                model.ask(
                        options.prompt().orElse(PROMPT),
                        List.of(picture(number, source, part)),
                        options.generation().withLogprobs(0));
        if (answer.reason() == FinishReason.LENGTH) {
            PageBox tight = layout.tight(part);
            double half = tight.width() * tight.height() * 0.6;
            List<PageBox> halves =
                    cuts == 0
                            ? List.of()
                            : layout.parts(part, it -> it.width() * it.height() <= half);
            if (halves.size() > 1) {
                List<Block> blocks = new ArrayList<>();
                for (PageBox each : halves) {
                    blocks.addAll(
                            part(number, source, each, layout, lines, said, warnings, cuts - 1));
                }
                return blocks;
            }
            warnings.add(
                    "Page %s has a part with more text than the %s tokens of an answer; the rest of that part is missing. Allow more with --max-tokens."
                            .formatted(number, options.generation().maxTokens()));
        }
        said.add(answer.text());
        return blocks(answer, part, lines, layout);
    }

    /** Draws a part as finely as the model sees it. */
    Picture picture(int number, SourcePage source, PageBox part) {
        return Model.png(
                "page-%s.png".formatted(number), source.draw(part, view.pixels(), FINEST_DPI));
    }

    private static List<Block> blocks(
            Answer answer, PageBox part, List<TextLine> lines, PageLayout layout) {
        List<Draft> drafts = MarkdownBlocks.of(answer.text());
        Confidences confidences = new Confidences(answer.text(), answer.logprobs());
        List<PageBox> places = Placing.of(drafts, part, lines, layout);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            blocks.add(
                    new Block(
                            draft.type(),
                            draft.level(),
                            i,
                            places.get(i),
                            confidences.of(draft.begin(), draft.end()),
                            draft.text(),
                            draft.table(),
                            Optional.empty(),
                            false));
        }
        return blocks;
    }
}
