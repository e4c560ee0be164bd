package io.mingle.trainer.data;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;

/** Does work while ImageIO cannot make temporary files. */
public final class NoImageFiles {

    private NoImageFiles() {}

    public static <T> T during(Callable<T> work) throws Exception {
        File directory = ImageIO.getCacheDirectory();
        boolean used = ImageIO.getUseCache();
        Path gone = Files.createTempDirectory("mingle-no-images");
        ImageIO.setUseCache(true);
        ImageIO.setCacheDirectory(gone.toFile());
        Files.delete(gone);
        try {
            return work.call();
        } finally {
            ImageIO.setCacheDirectory(directory);
            ImageIO.setUseCache(used);
        }
    }
}
