package io.mingle.trainer.picture;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.broker.Broker;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Evidence;
import io.mingle.trainer.Trial;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.PngFile;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.internal.task.Asking;
import io.mingle.vision.picture.Size;
import java.util.SplittableRandom;

/** Draws a picture and asks one of its questions; it is written as PNG and read again. */
record PictureTrial(PictureTask task, String group, PictureSource source) implements Trial {

    @Override
    public Outcome run(SplittableRandom random, Broker broker) {
        Size canvas = source.typical(random);
        Sample sample = source.draw(random, canvas.width(), canvas.height());
        Turn turn = sample.turns().get(random.nextInt(sample.turns().size()));
        byte[] png = PngFile.of(sample.picture());
        Conversation asked = Conversation.of(turn.question(), new Picture("drawn.png", png));
        String given = Asking.answer(broker, asked, task.answerTokens());
        return new Outcome(
                task.measure(turn, given),
                task.parts(turn),
                new Evidence(
                        "image", ".png", png, Asking.told(turn.question(), turn.answer(), given)));
    }
}
