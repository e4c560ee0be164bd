package io.mingle.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.core.internal.json.Names;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writes one safetensors file, tensor by tensor and piece by piece, without holding it in memory.
 *
 * <p>The bytes go to a temporary file beside the target. {@link #commit} checks that every tensor
 * is complete, brings the data to the disk and renames the file in one step, so that the target is
 * either the old file or the whole new one. {@link #close} without {@code commit} leaves the target
 * as it was and removes the temporary file.
 *
 * <pre>{@code
 * try (SafetensorsWriter writer = new SafetensorsWriter(target, specs, Map.of("format", "pt"))) {
 *     for (TensorSpec spec : specs) {
 *         writer.write(spec.name(), bytesOf(spec));
 *     }
 *     writer.commit();
 * }
 * }</pre>
 *
 * <p>For use by one thread.
 */
public final class SafetensorsWriter implements AutoCloseable {

    private static final int HEADER_ALIGNMENT = 8;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private final Map<String, Progress> tensors;
    private boolean committed;

    /**
     * Creates the temporary file and writes the header. The same tensors and metadata give the same
     * bytes, in whatever order they are given.
     *
     * @param target the file to be written or replaced; its folder must exist
     * @param specs all tensors of the file; names must differ
     * @param metadata free text for {@code __metadata__}; may be empty
     * @throws IOException if the temporary file cannot be written
     * @throws InvalidRequestException if a name stands twice or is reserved
     */
    public SafetensorsWriter(
            Path target, Collection<TensorSpec> specs, Map<String, String> metadata)
            throws IOException {
        this.target = target.toAbsolutePath();
        this.tensors = place(specs);
        byte[] header = header(metadata);
        this.temporary =
                this.target.resolveSibling(
                        this.target.getFileName() + "." + UUID.randomUUID() + ".part");
        this.channel =
                FileChannel.open(
                        temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try {
            writeHeader(header);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * Appends bytes to a tensor. Tensors may be written in any order and in any number of pieces.
     *
     * @param name a name from the specifications
     * @param bytes little-endian elements, outermost dimension first; consumed
     * @throws IOException if the disk does not take them
     * @throws InvalidRequestException if there is no such tensor, or it would become too long
     */
    public void write(String name, ByteBuffer bytes) throws IOException {
        Progress progress = tensors.get(name);
        if (progress == null) {
            throw new InvalidRequestException(
                    "Tensor " + Names.quote(name) + " was not announced for " + target + ".");
        }
        long room = progress.spec.bytes() - progress.written;
        if (bytes.remaining() > room) {
            throw new InvalidRequestException(
                    "Tensor "
                            + Names.quote(name)
                            + " has room for "
                            + room
                            + " more bytes, but "
                            + bytes.remaining()
                            + " were given.");
        }
        while (bytes.hasRemaining()) {
            progress.written += channel.write(bytes, progress.offset + progress.written);
        }
    }

    /**
     * Finishes the file and puts it in the place of the target.
     *
     * @throws IOException if the disk or the renaming fails; the target is then as it was
     * @throws InvalidRequestException if a tensor is not complete
     */
    public void commit() throws IOException {
        for (Progress progress : tensors.values()) {
            if (progress.written != progress.spec.bytes()) {
                throw new InvalidRequestException(
                        target
                                + " is not complete: tensor "
                                + Names.quote(progress.spec.name())
                                + " has "
                                + progress.written
                                + " of "
                                + progress.spec.bytes()
                                + " bytes.");
            }
        }
        channel.force(true);
        channel.close();
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
        committed = true;
    }

    /** Removes the temporary file unless the file was committed. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!committed) {
            Files.deleteIfExists(temporary);
        }
    }

    /** Puts the types with the largest alignment first, so that every tensor is aligned. */
    private static Map<String, Progress> place(Collection<TensorSpec> specs) {
        List<TensorSpec> sorted = new ArrayList<>(specs);
        sorted.sort(
                Comparator.comparingInt((TensorSpec spec) -> -spec.type().bytes())
                        .thenComparing(TensorSpec::name));
        Map<String, Progress> placed = new LinkedHashMap<>();
        long begin = 0;
        for (TensorSpec spec : sorted) {
            boolean reserved = spec.name().equals("__metadata__");
            if (reserved || placed.put(spec.name(), new Progress(spec, begin)) != null) {
                throw new InvalidRequestException(
                        "A safetensors file cannot hold the tensor "
                                + Names.quote(spec.name())
                                + (reserved ? ": the name is reserved." : " twice."));
            }
            begin = Math.addExact(begin, spec.bytes());
        }
        return placed;
    }

    private byte[] header(Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectField("__metadata__", new TreeMap<>(metadata));
            }
            for (Progress progress : tensors.values()) {
                json.writeObjectFieldStart(progress.spec.name());
                json.writeStringField("dtype", progress.spec.type().name());
                json.writeFieldName("shape");
                json.writeArray(progress.spec.shape(), 0, progress.spec.shape().length);
                json.writeFieldName("data_offsets");
                long end = progress.offset + progress.spec.bytes();
                json.writeArray(new long[] {progress.offset, end}, 0, 2);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        while (bytes.size() % HEADER_ALIGNMENT != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }

    private void writeHeader(byte[] header) throws IOException {
        int prefix = SafetensorsHeader.LENGTH_BYTES;
        ByteBuffer start =
                ByteBuffer.allocate(prefix + header.length).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(header.length).put(header).flip();
        while (start.hasRemaining()) {
            channel.write(start, start.position());
        }
        tensors.values().forEach(progress -> progress.offset += prefix + header.length);
    }

    private static final class Progress {
        private final TensorSpec spec;
        private long offset;
        private long written;

        private Progress(TensorSpec spec, long offset) {
            this.spec = spec;
            this.offset = offset;
        }
    }
}
