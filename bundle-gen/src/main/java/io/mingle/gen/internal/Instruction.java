package io.mingle.gen.internal;

import io.mingle.thinker.Input;
import java.util.List;
import java.util.function.Function;

/** What the thinker reads. What encodes its pictures is there for as long as it reads. */
@FunctionalInterface
interface Instruction {

    /** Has it read, and returns what came of it. */
    Told read(Function<List<Input>, Told> reader);

    /** Returns one of words alone. */
    static Instruction of(String words) {
        return reader -> reader.apply(List.of(new Input.Words(words)));
    }
}
