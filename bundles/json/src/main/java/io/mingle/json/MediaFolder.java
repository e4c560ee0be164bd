package io.mingle.json;

import io.mingle.api.content.Content;
import io.mingle.api.error.UnwritableOutputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/**
 * Writes media as files that were not there before.
 *
 * @param folder where to; made with the first file
 * @param shown what stands for the folder before a file's name
 * @param prefix what each file's name begins with
 */
record MediaFolder(Path folder, String shown, String prefix) implements MediaTarget {

    /** More of one name are not looked for. */
    private static final int MOST = 100_000;

    private static final int LONGEST_NAME = 80;

    private static final Pattern ODD = Pattern.compile("[^\\p{L}\\p{N}._ -]+");
    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,5}$");

    private static final Pattern NOT_ASCII = Pattern.compile("[^\\p{ASCII}]");

    /** Names that are devices on Windows, and names of nothing but dots. */
    private static final Pattern UNUSABLE =
            Pattern.compile("[. ]*|(?i:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?");

    @Override
    public String put(String name, Content content) {
        MadeFile made = MadeFile.of(content);
        if (made.isFolder()) {
            // Frames in a folder are a video that lies somewhere already.
            return made.file().toString();
        }
        String base = prefix + base(made.name(), name);
        String extension = made.format().extension();
        try {
            Files.createDirectories(folder);
            String written = write(made, base, extension);
            return shown.isEmpty() ? written : shown + "/" + written;
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The file '%s.%s' of a result cannot be written to the folder '%s' (%s). Free some space there, or name another folder."
                            .formatted(base, extension, folder, e),
                    e);
        }
    }

    private String write(MadeFile made, String base, String extension) throws IOException {
        for (int number = 1; number <= MOST; number++) {
            String name = base + (number == 1 ? "" : "-" + number) + "." + extension;
            Path file;
            try {
                file = folder.resolve(name);
            } catch (InvalidPathException e) {
                // The locale of this process has no bytes for it.
                return write(made, NOT_ASCII.matcher(base).replaceAll("_"), extension);
            }
            OutputStream out;
            try {
                out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            try (InputStream in = made.open();
                    out) {
                in.transferTo(out);
                return name;
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        }
        throw new IOException("there are " + MOST + " files of that name");
    }

    /** A skill's own name for a file is a wish: it may come from anywhere. */
    private static String base(String wished, String field) {
        String name = wished.substring(wished.replace('\\', '/').lastIndexOf('/') + 1);
        name = ODD.matcher(EXTENSION.matcher(name).replaceFirst("")).replaceAll("_").strip();
        name = shortened(name);
        if (!UNUSABLE.matcher(name).matches() && !name.startsWith(".")) {
            return name;
        }
        String safe = shortened(ODD.matcher(field).replaceAll("_").replace('.', '_').strip());
        return UNUSABLE.matcher(safe).matches() ? "file" : safe;
    }

    /** Half a character is none, and no file may be called by it. */
    private static String shortened(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        boolean half = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1));
        return name.substring(0, half ? LONGEST_NAME - 1 : LONGEST_NAME);
    }
}
