package io.mingle.trainer.internal.drawing;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Outcome.Evidence;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.PngFile;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Has a picture changed in a way that nobody learnt from; {@link ChangeJudge} judges it. */
final class EditTrial implements Trial {

    /** Signal to noise outside of what was to change. */
    static final Figure UNCHANGED = Figure.mean("dB outside");

    /** The side of pictures that are sent. */
    static final int SENT = 224;

    private static final Change.Sort[] SORTS = Change.Sort.values();

    @Override
    public String group() {
        return "all";
    }

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Change.Sort sort = SORTS[random.nextInt(SORTS.length)];
        Change change;
        do {
            change = Change.of(random, sort);
        } while (!change.isKept());
        Layout before = change.before();
        Optional<Naming> old = change.named(random);
        String instruction = ChangeWords.of(random, change, old);
        byte[] png = PngFile.of(before.paint(2 * SENT).halved());
        Edit edit = new Edit(new Picture("before.png", png), instruction);
        DrawingOptions options = DrawingOptions.USUAL.withSeed(random.nextInt(1 << 30));
        Picture drawn =
                broker.generate(Editing.class, Patience.LONG, it -> it.edit(edit, options))
                        .join(Patience.LONG)
                        .result()
                        .first()
                        .picture();
        RgbPicture picture = new PictureReader().read(drawn).picture();
        RgbPicture given = before.paint(2 * picture.width()).halved();
        Map<String, Amount> measured = new LinkedHashMap<>();
        measured.put(Score.RIGHT.name(), Amount.of(ChangeJudge.isRight(change, picture)));
        measured.put(UNCHANGED.name(), Amount.of(ChangeJudge.unchanged(change, given, picture)));
        Map<String, String> told = new LinkedHashMap<>();
        told.put("prompt", instruction);
        told.put("expected", FoundShape.words(change.after(), picture.width()));
        told.put("found", FoundShape.words(ShapeDetector.find(picture)));
        return new Outcome(
                measured,
                List.of(sort.words()),
                new Evidence("image", ".png", drawn.bytes(), told));
    }
}
