package io.mingle.itests.training;

import io.mingle.trainer.Setup;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.picture.PictureTask;
import io.mingle.vision.picture.RgbPicture;
import java.util.Arrays;

/** A task such as somebody else's bundle brings: whether a picture is light or dark. */
public final class ShadeTask extends PictureTask {

    @Override
    public String name() {
        return "shade";
    }

    @Override
    public String description() {
        return "whether a picture is light or dark";
    }

    @Override
    protected PictureSource practice(Setup setup) {
        return (random, width, height) -> {
            byte[] grey = new byte[3 * width * height];
            boolean light = random.nextBoolean();
            Arrays.fill(grey, (byte) (random.nextInt(100) + (light ? 150 : 0)));
            Turn turn = new Turn("Is it light or dark?", light ? "light" : "dark");
            return Sample.of(new RgbPicture(width, height, grey), turn);
        };
    }
}
