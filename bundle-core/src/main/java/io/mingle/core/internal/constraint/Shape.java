package io.mingle.core.internal.constraint;

import java.util.List;

/** How a language is built from others. */
sealed interface Shape {

    /** The empty text alone. */
    record Empty() implements Shape {}

    /** No text at all. */
    record Never() implements Shape {}

    /** One byte. */
    record Bytes(ByteSet set) implements Shape {}

    /** One text of each, in a row. The first is no {@code Then} itself. */
    record Then(Language first, Language rest) implements Shape {}

    /** A text of any. Two or more, none of them an {@code Or}, ascending by their numbers. */
    record Or(List<Language> of) implements Shape {}

    /** Some texts in a row, up to {@link Languages#UNBOUNDED}. */
    record Times(Language body, int least, int most) implements Shape {}

    /** What is a text of both. */
    record And(Language one, Language two) implements Shape {}

    /**
     * A text of a language that has so many characters at most, up to {@link Languages#UNBOUNDED}.
     *
     * @param body consists of characters
     * @param character none begins another, and none begins as what stands behind this shape
     * @param begun the rest of a character that has begun, which is not counted any more, or the
     *     empty text
     * @param most how many more characters may begin
     */
    record AtMost(Language body, Language character, Language begun, int most) implements Shape {}

    /** All other texts. */
    record Not(Language body) implements Shape {}

    /** A text of a rule, which is never empty. */
    record Call(Rule rule) implements Shape {}
}
