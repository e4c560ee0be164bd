package io.mingle.document.internal.write;

import io.mingle.api.document.Block;
import io.mingle.api.document.Document;
import java.util.stream.Collectors;

/** Writes text without marks. */
final class PlainText {

    private PlainText() {}

    static String of(Document document) {
        return Joined.pages(document).stream()
                .flatMap(it -> it.blocks().stream())
                .map(Block::text)
                .filter(it -> !it.isBlank())
                .collect(Collectors.joining("\n\n", "", "\n"));
    }
}
