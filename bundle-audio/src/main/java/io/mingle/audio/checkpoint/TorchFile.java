package io.mingle.audio.checkpoint;

import io.mingle.api.error.BrokenModelException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A file that PyTorch has saved since 1.6: a ZIP of a pickle, which describes tensors, and of their
 * elements. It runs nothing of what the file says.
 *
 * <p>For one thread.
 */
final class TorchFile implements AutoCloseable {

    private static final int MOST_DESCRIPTION = 16 << 20;
    private static final int MOST_ENTRIES = 100_000;
    private static final int MOST_SHARED = 2;

    /** Frames of voices are turned, and have some hundred thousand bytes; weights never are. */
    private static final int MOST_TURNED = 64 << 20;

    private static final String DESCRIPTION = "/data.pkl";
    private static final String WRAPPED = "model";

    private final Path path;
    private final ZipFile zip;
    private final String root;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, TorchTensor> tensors;

    private TorchFile(Path path, ZipFile zip) throws IOException {
        this.path = path;
        this.zip = zip;
        if (zip.size() > MOST_ENTRIES) {
            throw broken(
                    "it has %s entries, where %s are the most".formatted(zip.size(), MOST_ENTRIES));
        }
        String name =
                zip.stream()
                        .map(ZipEntry::getName)
                        .filter(it -> it.endsWith(DESCRIPTION))
                        .findFirst()
                        .orElseThrow(() -> broken("it has no description of tensors (data.pkl)"));
        root = name.substring(0, name.length() - DESCRIPTION.length());
        requireLittleEndian();
        try {
            tensors = Collections.unmodifiableMap(named(Pickle.read(description(name))));
        } catch (Pickle.RefusedException e) {
            throw broken(e.getMessage());
        }
    }

    /**
     * Opens a file.
     *
     * @throws BrokenModelException if it is damaged, or holds anything else than tensors
     */
    static TorchFile open(Path path) {
        try {
            ZipFile zip = new ZipFile(path.toFile());
            try {
                return new TorchFile(path, zip);
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BrokenModelException(
                    "%s cannot be read as a file of PyTorch, which is a ZIP: %s. Fetch it again."
                            .formatted(path, e.getMessage()),
                    e);
        }
    }

    private BrokenModelException broken(String finding) {
        return new BrokenModelException(
                "%s is no file of tensors of PyTorch: %s. Fetch it again, or save its state_dict alone."
                        .formatted(path, finding));
    }

    private void requireLittleEndian() throws IOException {
        ZipEntry order = zip.getEntry(root + "/byteorder");
        if (order != null) {
            try (InputStream in = zip.getInputStream(order)) {
                if (in.read() != 'l') {
                    throw broken("its numbers are big-endian");
                }
            }
        }
    }

    private byte[] description(String name) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
            byte[] bytes = in.readNBytes(MOST_DESCRIPTION + 1);
            if (bytes.length > MOST_DESCRIPTION) {
                throw broken("its description has more than %s bytes".formatted(MOST_DESCRIPTION));
            }
            return bytes;
        }
    }

    /** Tensors stand in a dictionary, or in one of this name within it. */
    private Map<String, TorchTensor> named(Object described) {
        if (!(described instanceof Map<?, ?> map)) {
            throw broken("it describes no dictionary");
        }
        Map<?, ?> inner = map.get(WRAPPED) instanceof Map<?, ?> wrapped ? wrapped : map;
        Map<String, TorchTensor> found = new LinkedHashMap<>();
        inner.forEach(
                (key, value) -> {
                    if (key instanceof String name && value instanceof TorchTensor tensor) {
                        requireStored(name, tensor);
                        found.put(name, tensor);
                    } else if (key instanceof String name && value instanceof String text) {
                        texts.put(name, text);
                    }
                });
        if (found.isEmpty()) {
            throw broken("it describes no tensor");
        }
        requireProportion(found);
        return found;
    }

    /** Tensors may share elements, but not so that a small file becomes a disk full. */
    private void requireProportion(Map<String, TorchTensor> found) {
        long most = MOST_SHARED * path.toFile().length();
        long all = 0;
        for (TorchTensor tensor : found.values()) {
            all += tensor.bytes();
            if (all > most) {
                throw broken(
                        "its tensors have more than %s times the bytes of the file"
                                .formatted(MOST_SHARED));
            }
        }
    }

    /** What is stored as it is cannot become more than the file has. */
    private void requireStored(String name, TorchTensor tensor) {
        ZipEntry entry = zip.getEntry(entry(tensor));
        long end = tensor.offset() * tensor.type().bytes() + tensor.bytes();
        if (entry == null || entry.getMethod() != ZipEntry.STORED || entry.getSize() < end) {
            throw broken(
                    "the elements of %s are not there"
                            .formatted(name.replaceAll("[^\\x21-\\x7e]", "?")));
        }
    }

    private String entry(TorchTensor tensor) {
        return root + "/data/" + tensor.storage();
    }

    /** Returns all tensors by name, in their order. */
    Map<String, TorchTensor> tensors() {
        return tensors;
    }

    /** Returns the text of a name beside the tensors; empty if there is none. */
    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /** Opens the elements of a tensor, little-endian and row by row. */
    InputStream elements(TorchTensor tensor) throws IOException {
        InputStream in = zip.getInputStream(zip.getEntry(entry(tensor)));
        try {
            in.skipNBytes(tensor.offset() * tensor.type().bytes());
            return tensor.isRowByRow() ? in : turned(tensor, in);
        } catch (EOFException e) {
            in.close();
            throw broken("the elements of a tensor end too soon");
        }
    }

    private InputStream turned(TorchTensor tensor, InputStream in) throws IOException {
        try (in) {
            if (tensor.bytes() > MOST_TURNED) {
                throw broken(
                        "a tensor of %s bytes is not laid out row by row, where %s are the most"
                                .formatted(tensor.bytes(), MOST_TURNED));
            }
            byte[] stored = in.readNBytes((int) tensor.bytes());
            if (stored.length < tensor.bytes()) {
                throw new EOFException();
            }
            return new ByteArrayInputStream(tensor.rowByRow(stored));
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
