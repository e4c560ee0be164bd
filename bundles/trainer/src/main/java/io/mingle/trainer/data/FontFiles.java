package io.mingle.trainer.data;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The font files below a folder; it may be a link, and there may be links in it. */
final class FontFiles extends SimpleFileVisitor<Path> {

    private static final Logger LOG = LoggerFactory.getLogger(FontFiles.class);
    private static final long LARGEST_FILE = 12L << 20;
    private static final int DEEPEST_FOLDER = 12;

    /** What has been entered, without links: links between folders multiply the ways to each. */
    private final Set<Path> entered = new HashSet<>();

    private final Set<Path> files = new TreeSet<>();

    private FontFiles() {}

    /** Returns them sorted by path. What is missing or cannot be listed is passed over. */
    static List<Path> below(Path folder) {
        FontFiles found = new FontFiles();
        try {
            if (Files.isDirectory(folder)) {
                Files.walkFileTree(
                        folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST_FOLDER, found);
            }
        } catch (IOException e) {
            passedOver(folder, e);
        }
        return List.copyOf(found.files);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
            throws IOException {
        return entered.add(folder.toRealPath())
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean font = name.endsWith(".ttf") || name.endsWith(".otf") || name.endsWith(".ttc");
        if (font && attributes.isRegularFile() && attributes.size() <= LARGEST_FILE) {
            files.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException error) {
        if (!(error instanceof FileSystemLoopException)) {
            passedOver(file, error);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException error) {
        if (error != null) {
            passedOver(folder, error);
        }
        return FileVisitResult.CONTINUE;
    }

    private static void passedOver(Path path, IOException error) {
        LOG.warn(
                "{} cannot be listed and is passed over in the search for fonts: {}",
                path,
                error.toString());
    }
}
