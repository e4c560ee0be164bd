package io.mingle.document.internal.markdown;

import io.mingle.api.document.BlockType;
import io.mingle.api.document.Table;
import java.util.Optional;

/**
 * A block as the model wrote it, without a place.
 *
 * @param type what it is
 * @param level of a heading, 1 to 6; else 0
 * @param text without the marks that make it a block
 * @param table the table, if it is one
 * @param begin where it begins in what the model wrote, in characters
 * @param end where it ends
 */
public record Draft(
        BlockType type, int level, String text, Optional<Table> table, int begin, int end) {}
