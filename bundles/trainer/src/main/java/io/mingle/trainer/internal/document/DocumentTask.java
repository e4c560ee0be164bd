package io.mingle.trainer.internal.document;

import io.mingle.trainer.Setup;
import io.mingle.trainer.data.Corpus;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.picture.PictureTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tasks on printed documents have in common: fonts and layouts, known and held out. */
abstract class DocumentTask<S extends PictureSource> extends PictureTask {

    /** Returns what draws the documents. */
    abstract Groups.Drawing<S> drawing();

    /** Returns what is asked in an evaluation, by group. */
    final Map<String, S> groups(Setup setup) {
        return Groups.examination(setup, drawing());
    }

    @Override
    protected final PictureSource practice(Setup setup) {
        return Groups.practice(setup, drawing());
    }

    @Override
    protected final Map<String, PictureSource> examination(Setup setup) {
        return new LinkedHashMap<>(groups(setup));
    }

    /** Two turns of a round: there is more to learn than of what was learnt first. */
    @Override
    public final List<Integer> draws(boolean continued) {
        return List.of(1, 1);
    }

    @Override
    public final List<String> words() {
        return Corpus.grown();
    }
}
