package io.mingle.host.batch;

import io.mingle.host.batch.Lines.Line;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * The output file, written anew because it has errors that may be gone: what holds is copied.
 *
 * <p>The new file takes the place of the old one when all old lines have been looked at, or when
 * the run ends before; what has not been asked again stands there as it did. If the process dies
 * before, the old file is as it was. Lines that follow are appended. Where the output is a link,
 * what it points to is renewed, and its permissions are kept.
 */
final class RenewedOutput implements Results {

    private final Path file;
    private final Earlier earlier;

    /** What the output points to, and the file that will be in its place. */
    private Path target;

    private Path renewed;
    private FileChannel old;
    private FileChannel made;
    private Lines answers;
    private long seen;

    /** Where the line begins that is being asked again; the end of the old lines if none is. */
    private long from;

    /** Takes what comes after the old lines. */
    private BatchOutput rest;

    /** Whether the new file is as it should be so far. */
    private boolean whole = true;

    RenewedOutput(Path file, Earlier earlier) {
        this.file = file;
        this.earlier = earlier;
    }

    @Override
    public Earlier earlier() {
        return earlier;
    }

    @Override
    public boolean keeps(BatchItem item) throws IOException {
        if (++seen > earlier.lines()) {
            goOn();
            return false;
        }
        begin();
        from = answers.position();
        Line answer = answers.next();
        if (item.result().mayPass(answer.bytes())) {
            return false;
        }
        copy(answers.position());
        return true;
    }

    private void goOn() throws IOException {
        if (rest == null) {
            settle();
            long size = Files.size(file);
            rest = new BatchOutput(file, new Earlier(earlier.lines(), 0, 0, size, size));
        }
    }

    @Override
    public void append(byte[] line) throws IOException {
        if (rest != null) {
            rest.append(line);
            return;
        }
        whole = false;
        ByteBuffer buffer = ByteBuffer.wrap(line);
        while (buffer.hasRemaining()) {
            made.write(buffer);
        }
        whole = true;
        from = answers.position();
    }

    /** Copies the old lines up to an offset. */
    private void copy(long to) throws IOException {
        whole = false;
        while (from < to) {
            from += old.transferTo(from, to - from, made);
        }
        whole = true;
    }

    @Override
    public void complete() {
        // Nothing is missing; what is closed takes the place of the old file in any case.
    }

    private void begin() throws IOException {
        if (old == null) {
            old = OutputFile.lock(file, earlier);
            answers = Lines.written(file);
            target = file.toRealPath();
            renewed = target.resolveSibling(target.getFileName() + ".renewed");
            // One of before, or a link that somebody has laid there.
            Files.deleteIfExists(renewed);
            made =
                    FileChannel.open(
                            renewed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            keepPermissions();
        }
    }

    private void keepPermissions() throws IOException {
        if (Files.getFileStore(target).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(renewed, Files.getPosixFilePermissions(target));
        }
    }

    /** Puts the new file into the place of the old one. */
    private void settle() throws IOException {
        if (made == null) {
            return;
        }
        try {
            if (whole) {
                copy(Math.max(from, earlier.length()));
                made.force(true); // Before it takes the place of what is on the disk.
            }
        } finally {
            answers.close();
            made.close();
            old.close();
            made = null;
            if (whole) {
                Files.move(renewed, target, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(renewed);
            }
        }
    }

    @Override
    public void close() throws IOException {
        settle();
        if (rest != null) {
            rest.close();
        }
    }
}
