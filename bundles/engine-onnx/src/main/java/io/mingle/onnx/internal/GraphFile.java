package io.mingle.onnx.internal;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.graph.GraphRuntime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/**
 * A model of ONNX on a disk, looked through before native code sees it (onnx.proto, IR version 10
 * and those before): that it is whole, that no tensor's values lie in another file, that all
 * operators are those of ONNX Runtime, and that there are not too many of them, nor of parts.
 *
 * <p>Functions that a file defines itself are refused: where they call one another deeply, or two
 * others each, putting in what they stand for takes all of a stack or of the memory.
 *
 * <p>Fields that are not known are passed over, as everywhere in protobuf.
 */
final class GraphFile {

    /**
     * Subgraphs within subgraphs; protobuf itself refuses more than 100 messages in one another.
     */
    private static final int DEEPEST = 100;

    /** Far more than networks have; making ready takes the square of it. */
    private static final int MOST_NODES = 20_000;

    /** A field of two bytes may become a message of hundreds in memory. */
    private static final int MOST_FIELDS = 2_000_000;

    /** What ONNX Runtime carries itself: the standard, and what it adds. */
    private static final Set<String> KNOWN =
            Set.of("", "ai.onnx", "ai.onnx.ml", "ai.onnx.preview.training", "com.microsoft");

    /** Messages in which tensors and operators can be; all else is passed over. */
    private enum Message {
        MODEL,
        TRAINING,
        GRAPH,
        NODE,
        ATTRIBUTE,
        SPARSE,
        TENSOR
    }

    private static final Map<Message, Map<Integer, Message>> PARTS =
            Map.of(
                    Message.MODEL,
                    Map.of(7, Message.GRAPH, 20, Message.TRAINING),
                    Message.TRAINING,
                    Map.of(1, Message.GRAPH, 2, Message.GRAPH),
                    Message.GRAPH,
                    Map.of(1, Message.NODE, 5, Message.TENSOR, 15, Message.SPARSE),
                    Message.NODE,
                    Map.of(5, Message.ATTRIBUTE),
                    Message.ATTRIBUTE,
                    Map.of(
                            5,
                            Message.TENSOR,
                            6,
                            Message.GRAPH,
                            10,
                            Message.TENSOR,
                            11,
                            Message.GRAPH,
                            22,
                            Message.SPARSE,
                            23,
                            Message.SPARSE),
                    Message.SPARSE,
                    Map.of(1, Message.TENSOR, 2, Message.TENSOR),
                    Message.TENSOR,
                    Map.of());

    private static final int NODE_DOMAIN = 7;
    private static final int MODEL_FUNCTION = 25;
    private static final int TENSOR_EXTERNAL = 13;
    private static final int TENSOR_LOCATION = 14;

    private int graphs;
    private int nodes;
    private int fields;

    private GraphFile() {}

    /**
     * Maps a file that has been looked through.
     *
     * @throws BrokenModelException if it is missing, damaged, or refused
     * @throws CancelledException if the calling thread is interrupted, which it is then still
     */
    static ByteBuffer checked(Path file) {
        if (!Files.isRegularFile(file)) {
            throw broken(file, "there is no such file", null);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0 || size > GraphRuntime.MAX_BYTES) {
                throw new IOException("it has %s bytes".formatted(size));
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            new GraphFile().check(bytes.duplicate());
            return bytes;
        } catch (NoSuchFileException e) {
            throw broken(file, "there is no such file", e);
        } catch (ClosedByInterruptException e) {
            throw new CancelledException(
                    "The reading of the graph %s was interrupted, because it was no longer wanted."
                            .formatted(file),
                    e);
        } catch (IOException e) {
            throw broken(file, e.getMessage(), e);
        }
    }

    static BrokenModelException broken(Path file, String finding, Exception cause) {
        return new BrokenModelException(
                "The graph %s cannot be run: %s. Fetch the file again from where the model is published."
                        .formatted(file, finding),
                cause);
    }

    private void check(ByteBuffer bytes) throws IOException {
        walk(Message.MODEL, bytes, 0);
        if (graphs == 0) {
            throw new IOException("it is no model of ONNX, as there is no graph in it");
        }
    }

    private void walk(Message message, ByteBuffer bytes, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("its parts lie too deep in one another");
        }
        graphs += message == Message.GRAPH ? 1 : 0;
        nodes += message == Message.NODE ? 1 : 0;
        if (nodes > MOST_NODES) {
            throw new IOException("it has more than %s operators".formatted(MOST_NODES));
        }
        WireReader reader = new WireReader(bytes);
        while (reader.next()) {
            if (++fields > MOST_FIELDS) {
                throw new IOException("it has more than %s parts".formatted(MOST_FIELDS));
            }
            Message part = PARTS.get(message).get(reader.field());
            if (reader.kind() == WireReader.BYTES && part != null) {
                walk(part, reader.bytes(), depth + 1);
            } else {
                look(message, reader);
            }
        }
    }

    private void look(Message message, WireReader reader) throws IOException {
        int field = reader.field();
        if (message == Message.NODE && field == NODE_DOMAIN && reader.kind() == WireReader.BYTES) {
            String domain = reader.text();
            if (!KNOWN.contains(domain)) {
                throw new IOException(
                        "it has operators of '%s', which are not ONNX Runtime's own"
                                .formatted(printable(domain)));
            }
        } else if (message == Message.MODEL && field == MODEL_FUNCTION) {
            throw new IOException("it defines functions of its own, which are not run");
        } else if (message == Message.TENSOR
                && (field == TENSOR_EXTERNAL || field == TENSOR_LOCATION)) {
            boolean here = reader.kind() == WireReader.VARINT && reader.varint() == 0;
            if (!here) {
                throw new IOException(
                        "it keeps values in another file, and only a file that stands alone is"
                                + " run");
            }
        } else {
            reader.skip();
        }
    }

    private static String printable(String text) {
        String clean = text.replaceAll("\\P{Graph}", "?");
        return clean.length() > 60 ? clean.substring(0, 60) + "…" : clean;
    }
}
