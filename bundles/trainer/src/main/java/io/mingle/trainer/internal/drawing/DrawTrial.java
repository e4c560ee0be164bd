package io.mingle.trainer.internal.drawing;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Outcome.Evidence;
import io.mingle.trainer.Trial;
import io.mingle.trainer.internal.task.Asking;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Has a picture drawn from words that nobody learnt from, each subject as often as the others, so
 * that the score of all is the mean of the six subjects' as in GenEval (Ghosh and others, 2023).
 * {@link WishJudge} judges it; beside it, the model is asked to count what it has drawn.
 */
final class DrawTrial implements Trial {

    /** Whether the model itself counts in its picture what was asked for. */
    static final Figure SEEN = Figure.share("right by its own eyes");

    private static final int ANSWER_TOKENS = 8;
    private static final Wish.Subject[] SUBJECTS = Wish.Subject.values();

    @Override
    public String group() {
        return "all";
    }

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Wish wish = wish(random);
        String prompt = WishWords.of(random, wish);
        DrawingOptions options = DrawingOptions.USUAL.withSeed(random.nextInt(1 << 30));
        Picture drawn =
                broker.generate(Drawing.class, Patience.LONG, it -> it.draw(prompt, options))
                        .join(Patience.LONG)
                        .result()
                        .first()
                        .picture();
        RgbPicture picture = new PictureReader().read(drawn).picture();
        Map<String, Amount> measured = new LinkedHashMap<>();
        measured.put(Score.RIGHT.name(), Amount.of(WishJudge.isRight(wish, picture)));
        measured.put(SEEN.name(), Amount.of(isSeen(wish, drawn, broker)));
        Map<String, String> told = new LinkedHashMap<>();
        told.put("prompt", prompt);
        told.put("expected", wish.key());
        told.put("found", FoundShape.words(ShapeDetector.find(picture)));
        return new Outcome(
                measured,
                List.of(wish.subject().words()),
                new Evidence("image", ".png", drawn.bytes(), told));
    }

    /** Of one shape of any colour nothing is kept; all else is what nobody learnt from. */
    private static Wish wish(SplittableRandom random) {
        Wish.Subject subject = SUBJECTS[random.nextInt(SUBJECTS.length)];
        Wish wish;
        do {
            wish = Wish.of(random, subject);
        } while (subject != Wish.Subject.ONE && !wish.isKept());
        return wish;
    }

    private static boolean isSeen(Wish wish, Picture drawn, Broker broker) {
        return wish.groups().stream()
                .allMatch(
                        it ->
                                Integer.toString(it.count())
                                        .equals(answer("How many " + many(it), drawn, broker)));
    }

    private static String many(Group group) {
        String colour = group.colour().map(it -> it.word() + " ").orElse("");
        return colour + group.kind().plural() + " are there?";
    }

    private static String answer(String question, Picture drawn, Broker broker) {
        Conversation asked = Conversation.of(question, drawn);
        return Asking.answer(broker, asked, ANSWER_TOKENS).strip();
    }
}
