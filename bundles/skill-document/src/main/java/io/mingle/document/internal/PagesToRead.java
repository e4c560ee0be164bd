package io.mingle.document.internal;

import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.Page;
import io.mingle.api.document.PageSelection;
import io.mingle.api.document.ReadingOptions;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.document.internal.source.SourcePage;
import io.mingle.document.internal.source.Sources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The pages that were asked for, one after the other, within the limit. */
final class PagesToRead {

    private final Sources sources;
    private final List<Integer> numbers;
    private final Map<Integer, Page> done;

    private PagesToRead(Sources sources, List<Integer> numbers, Map<Integer, Page> done) {
        this.sources = sources;
        this.numbers = numbers;
        this.done = done;
    }

    static PagesToRead of(Sources sources, List<DocumentFile> files, ReadingOptions options) {
        String name = files.get(0).name();
        int pages = sources.pages();
        int limit = options.limits().pages();
        // Nobody counts to the two thousand millions that a hostile file may claim to have.
        int last =
                options.pages().ranges().stream()
                        .mapToInt(PageSelection.Range::last)
                        .max()
                        .orElse(pages);
        List<Integer> numbers =
                IntStream.rangeClosed(1, Math.min(pages, last))
                        .filter(options.pages()::contains)
                        .limit(limit + 1L)
                        .boxed()
                        .toList();
        if (numbers.size() > limit) {
            throw new ContentTooLargeException(
                    "The document '%s' has %s pages, and at most %s are read at a time. Choose some, for example with --pages 1-%s."
                            .formatted(name, pages, limit, limit));
        }
        if (numbers.isEmpty()) {
            throw new UnreadableContentException(
                    "The document '%s' has %s pages, and none of them was chosen. Count them from 1."
                            .formatted(name, pages));
        }
        Map<Integer, Page> done =
                options.done().stream()
                        .collect(Collectors.toMap(Page::number, Function.identity(), (a, b) -> b));
        return new PagesToRead(sources, numbers, done);
    }

    List<Integer> numbers() {
        return numbers;
    }

    /** Tells whether a page is taken as it is, because it was read before. */
    boolean isDone(int number) {
        return done.containsKey(number);
    }

    /** Returns a page: one that was read before, or what reading makes of it. */
    Page page(int number, BiFunction<Integer, SourcePage, Page> reading) {
        if (done.containsKey(number)) {
            return done.get(number);
        }
        SourcePage source;
        try {
            Optional<Page> ready = sources.ready(number);
            if (ready.isPresent()) {
                return ready.get();
            }
            source = sources.page(number);
        } catch (MingleException e) {
            if (!PageReader.isOfPage(e)) {
                throw e;
            }
            return new Page(
                    number,
                    sources.file(number),
                    Sources.WIDTH,
                    Sources.HEIGHT,
                    List.of(),
                    OptionalDouble.empty(),
                    Optional.of(e.getMessage()),
                    List.of());
        }
        return reading.apply(number, source);
    }
}
