package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.event.Finished;
import io.mingle.api.media.SoundEncoder;
import io.mingle.api.media.SoundFileFormat;
import io.mingle.api.media.SoundWriter;
import io.mingle.api.media.WavWriter;
import io.mingle.api.media.WavWriter.Encoding;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.input.StandardInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A file of speech, written beside its place as sound comes, and moved there when it is whole; or
 * the standard output. Sound comes on another thread than the end.
 */
final class SpokenFile implements AutoCloseable {

    private final Path target;
    private final Path beside;
    private final SoundFileFormat format;
    private final Lease<SoundEncoder> encoder;
    private final FileChannel channel;
    private final OutputStream out;
    private SoundWriter writer;
    private boolean closed;

    private SpokenFile(
            Path target,
            Path beside,
            SoundFileFormat format,
            Lease<SoundEncoder> encoder,
            FileChannel channel,
            OutputStream out) {
        this.target = target;
        this.beside = beside;
        this.format = format;
        this.encoder = encoder;
        this.channel = channel;
        this.out = out;
    }

    /**
     * Begins a file.
     *
     * @throws InvalidRequestException if nobody writes the format
     * @throws UnwritableOutputException if there can be no file
     */
    static SpokenFile begin(Mingle mingle, Session session, Path target, SoundFileFormat format) {
        Lease<SoundEncoder> encoder = isPlain(format) ? null : encoder(mingle, format);
        if (StandardInput.isMeant(target)) {
            return new SpokenFile(target, null, format, encoder, null, session.out());
        }
        try {
            return beside(target, format, encoder);
        } catch (RuntimeException e) {
            if (encoder != null) {
                encoder.close();
            }
            throw e;
        }
    }

    private static SpokenFile beside(
            Path target, SoundFileFormat format, Lease<SoundEncoder> encoder) {
        Path beside =
                target.resolveSibling(
                        "." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Path folder = target.toAbsolutePath().getParent();
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            FileChannel channel =
                    FileChannel.open(
                            beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new SpokenFile(
                    target, beside, format, encoder, channel, Channels.newOutputStream(channel));
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static boolean isPlain(SoundFileFormat format) {
        return format == SoundFileFormat.WAV
                || format == SoundFileFormat.WAV_FLOAT
                || format == SoundFileFormat.PCM;
    }

    private static Lease<SoundEncoder> encoder(Mingle mingle, SoundFileFormat format) {
        try {
            Lease<SoundEncoder> lease = mingle.lease(SoundEncoder.class);
            if (lease.service().formats().contains(format)) {
                return lease;
            }
            String known =
                    lease.service().formats().stream()
                            .map(SoundFileFormat::text)
                            .sorted()
                            .collect(Collectors.joining(", "));
            lease.close();
            throw new InvalidRequestException(
                    "Speech was to be written as %s; the encoder that is installed writes %s. Choose one of these, or wav."
                            .formatted(format.text(), known.isEmpty() ? "nothing here" : known));
        } catch (SkillUnavailableException e) {
            throw new InvalidRequestException(
                    "Speech was to be written as %s, and no encoder of sound is installed. Choose wav, wav-float or pcm, or install io.mingle.media.ffmpeg."
                            .formatted(format.text()),
                    e);
        }
    }

    private static UnwritableOutputException unwritable(Path file, IOException cause) {
        return new UnwritableOutputException(
                "The speech '%s' cannot be written (%s). Free some space, or name another place with -o."
                        .formatted(file, cause),
                cause);
    }

    /** Writes what follows; nothing once it is closed. */
    synchronized void write(SpeechChunk chunk) {
        if (closed) {
            return;
        }
        try {
            if (writer == null) {
                writer = writer(chunk.rate());
            }
            writer.write(chunk.samples());
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private SoundWriter writer(int rate) throws IOException {
        if (encoder != null) {
            return encoder.service().open(format, rate, Speech.SYNTHETIC, out);
        }
        WavWriter wav = wav(rate);
        return format == SoundFileFormat.PCM ? wav.raw(out) : wav.open(out);
    }

    private WavWriter wav(int rate) {
        Encoding encoding = format == SoundFileFormat.WAV_FLOAT ? Encoding.FLOAT32 : Encoding.PCM16;
        return new WavWriter(rate, encoding, Speech.SYNTHETIC);
    }

    /** Puts the whole file in its place. */
    synchronized void commit(Speech speech) {
        try {
            if (writer == null) {
                writer = writer(speech.rate());
            }
            writer.close();
            if (channel != null) {
                if (format == SoundFileFormat.WAV || format == SoundFileFormat.WAV_FLOAT) {
                    // Now it is known how long it is.
                    byte[] header = wav(speech.rate()).headerOf(speech.samples());
                    channel.write(ByteBuffer.wrap(header), 0);
                }
                channel.close();
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Tells about a speech. */
    static ObjectNode describe(Path file, Finished<Speech> finished) {
        Speech speech = finished.result();
        ObjectNode object = Json.object();
        if (file != null) {
            object.put("file", file.toString());
        }
        object.put("seconds", speech.duration().toMillis() / 1e3).put("rate", speech.rate());
        object.put("sentences", speech.sentences()).put("tokens", speech.tokens());
        object.put("codes", speech.codes()).put("seed", speech.seed());
        object.putObject("timings_ms").put("first", Json.millis(speech.first()));
        finished.warnings().forEach(object.putArray("warnings")::add);
        return object;
    }

    /** Leaves nothing of a file that is not whole, and frees what an encoder holds. */
    @Override
    public synchronized void close() {
        closed = true;
        quietly(writer);
        quietly(channel);
        if (beside != null) {
            quietly(() -> Files.deleteIfExists(beside));
        }
        if (encoder != null) {
            encoder.close();
        }
    }

    private static void quietly(AutoCloseable end) {
        try {
            if (end != null) {
                end.close();
            }
        } catch (Exception e) {
            // What went wrong first has been told; what is left of a file has a name that says so.
        }
    }
}
