package io.mingle.document.internal;

import io.mingle.api.document.Page;
import io.mingle.api.document.PageBox;
import io.mingle.document.internal.source.TextLine;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page, or a part of a large one, of which a question may be asked.
 *
 * @param page its page; without blocks where the text layer was enough
 * @param box the part
 * @param lines what stands there, as far as it is known
 */
record Passage(Page page, PageBox box, List<TextLine> lines) {

    List<String> words() {
        return Words.of(lines.stream().map(TextLine::text).collect(Collectors.joining("\n")));
    }
}
