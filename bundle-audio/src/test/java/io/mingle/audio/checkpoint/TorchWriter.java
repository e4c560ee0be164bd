package io.mingle.audio.checkpoint;

import io.mingle.model.SafetensorsHeader;
import io.mingle.model.StoredType;
import io.mingle.model.TensorEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the tensors of a safetensors file, of bfloat16, as PyTorch does. */
final class TorchWriter {

    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();

    private TorchWriter() {}

    /**
     * Writes a file.
     *
     * @param wrapped whether the dictionary of tensors stands in another one
     */
    static void write(Path source, Path target, boolean wrapped, UnaryOperator<String> names)
            throws IOException {
        byte[] all = Files.readAllBytes(source);
        List<TensorEntry> entries =
                new ArrayList<>(SafetensorsHeader.read(source).tensors().values());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(target))) {
            byte[] description = new TorchWriter().describe(entries, wrapped, names);
            store(zip, "archive/data.pkl", description);
            for (int i = 0; i < entries.size(); i++) {
                TensorEntry entry = entries.get(i);
                if (entry.type() != StoredType.BF16) {
                    throw new IllegalArgumentException(entry.toString());
                }
                int from = (int) entry.offset();
                byte[] elements = Arrays.copyOfRange(all, from, from + (int) entry.bytes());
                store(zip, "archive/data/" + i, elements);
            }
        }
    }

    /** Writes a tensor "t" of elements that are counted, from 0 on. */
    static void writeLaidOut(Path target, int elements, long[] shape, long... strides)
            throws IOException {
        TorchWriter writer = new TorchWriter();
        writer.write("\u0080\u0002}");
        writer.tensor("t", 0, "Float", elements, shape, strides);
        writer.write(".");
        float[] counted = new float[elements];
        for (int i = 0; i < elements; i++) {
            counted[i] = i;
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(target))) {
            store(zip, "archive/data.pkl", writer.pickle.toByteArray());
            store(zip, "archive/data/0", floats(counted));
        }
    }

    /** Writes tensors of a shape that all have the same elements. */
    static void writeTied(Path target, int tensors, int elements, long... shape)
            throws IOException {
        TorchWriter writer = new TorchWriter();
        writer.write("\u0080\u0002}");
        for (int i = 0; i < tensors; i++) {
            writer.tensor("t" + i, 0, elements, shape);
        }
        writer.write(".");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(target))) {
            store(zip, "archive/data.pkl", writer.pickle.toByteArray());
            store(zip, "archive/data/0", new byte[2 * elements]);
        }
    }

    /**
     * Writes a voice as it is published; the mel has as many rows of two values as it has pairs,
     * and is turned: first all first values, then all second ones.
     */
    static void writeVoice(Path target, String text, int[] codes, float[] print, float[] mel)
            throws IOException {
        TorchWriter writer = new TorchWriter();
        writer.write("\u0080\u0002}");
        writer.text("prompt_text");
        writer.text(text);
        writer.write("s");
        writer.tensor("prompt_speech_token", 0, "Int", codes.length, 1, codes.length);
        writer.tensor("vp_emb", 1, "Float", print.length, 1, print.length);
        int rows = mel.length / 2;
        writer.tensor(
                "prompt_speech_feat",
                2,
                "Float",
                mel.length,
                new long[] {1, rows, 2},
                rows,
                1,
                rows);
        writer.write(".");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(target))) {
            store(zip, "archive/data.pkl", writer.pickle.toByteArray());
            ByteBuffer known = ByteBuffer.allocate(4 * codes.length).order(ByteOrder.LITTLE_ENDIAN);
            known.asIntBuffer().put(codes);
            store(zip, "archive/data/0", known.array());
            store(zip, "archive/data/1", floats(print));
            store(zip, "archive/data/2", floats(mel));
        }
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static void store(ZipOutputStream zip, String name, byte... content)
            throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }

    private byte[] describe(
            List<TensorEntry> entries, boolean wrapped, UnaryOperator<String> names) {
        write("\u0080\u0002}");
        if (wrapped) {
            text("model");
            write("}");
        }
        for (int i = 0; i < entries.size(); i++) {
            TensorEntry entry = entries.get(i);
            tensor(names.apply(entry.name()), i, entry.elements(), entry.shape());
        }
        write(wrapped ? "s." : ".");
        return pickle.toByteArray();
    }

    private void tensor(String name, int storage, long elements, long... shape) {
        tensor(name, storage, "BFloat16", elements, shape);
    }

    private void tensor(String name, int storage, String type, long elements, long... shape) {
        long[] strides = new long[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            strides[axis] = Arrays.stream(shape).skip(axis + 1L).reduce(1, (a, b) -> a * b);
        }
        tensor(name, storage, type, elements, shape, strides);
    }

    private void tensor(
            String name, int storage, String type, long elements, long[] shape, long... strides) {
        text(name);
        write("ctorch._utils\n_rebuild_tensor_v2\n((");
        text("storage");
        write("ctorch\n" + type + "Storage\n");
        text(Integer.toString(storage));
        text("cpu");
        number(elements);
        write("tQK\u0000(");
        Arrays.stream(shape).forEach(this::number);
        write("t(");
        Arrays.stream(strides).forEach(this::number);
        write("t\u0089ccollections\nOrderedDict\n)RtRs");
    }

    private void write(String instructions) {
        pickle.writeBytes(instructions.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write("X");
        pickle.writeBytes(little(bytes.length));
        pickle.writeBytes(bytes);
    }

    private void number(long value) {
        write("J");
        pickle.writeBytes(little((int) value));
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }
}
