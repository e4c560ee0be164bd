package io.mingle.core.internal.runtime;

import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.ProgramSource.Attribute;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the text of a program into a TorchScript archive: a stored zip of the text and a pickle of
 * one object with its attributes at their defaults.
 */
final class Archive {

    /** The version whose operators mean what their documentation says, without upgraders. */
    private static final String VERSION = "10";

    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private Archive() {}

    /** Compiles a program; on the device's thread. */
    static PtSymbolBlock load(ProgramSource source, PtNDManager manager) {
        try {
            return JniUtils.loadModule(manager, new ByteArrayInputStream(of(source)), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] of(ProgramSource source) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, "m/data.pkl", pickle(source));
            put(zip, "m/code/__torch__.py", source.text().getBytes(StandardCharsets.UTF_8));
            put(zip, "m/constants.pkl", NO_CONSTANTS);
            put(zip, "m/version", VERSION.getBytes(StandardCharsets.US_ASCII));
            put(zip, "m/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] pickle(ProgramSource source) {
        Pickle pickle = new Pickle();
        pickle.global("__torch__", source.name()).code(")").code("\u0081").code("}").code("(");
        pickle.text("training").code("\u0089");
        for (Attribute attribute : source.attributes()) {
            pickle.text(attribute.name());
            pickle.global("torch.jit._pickle", "restore_type_tag");
            pickle.code("(").code("]").text("List[Tensor]").code("t").code("R");
        }
        return pickle.code("u").code("b").code(".").bytes();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** The opcodes of pickle protocol 2 that an object with typed attributes needs. */
    private static final class Pickle {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Pickle() {
            out.writeBytes(new byte[] {(byte) 0x80, 2});
        }

        Pickle code(String opcode) {
            out.writeBytes(opcode.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        Pickle global(String module, String name) {
            return code("c" + module + "\n" + name + "\n");
        }

        Pickle text(String value) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            code("X");
            out.writeBytes(length.putInt(utf8.length).array());
            out.writeBytes(utf8);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
