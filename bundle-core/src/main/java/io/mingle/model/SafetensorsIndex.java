package io.mingle.model;

import io.mingle.api.error.BrokenModelException;
import io.mingle.core.internal.json.Names;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All tensors of a folder, whether they lie in one file ({@code model.safetensors}) or in several
 * shards listed by {@code model.safetensors.index.json}.
 *
 * <p>Where both are present the single file is used. Tensors of a shard that the list does not name
 * are left out. Immutable and safe for use by several threads; holds no file open.
 */
public final class SafetensorsIndex {

    /** The name of the only file of a folder without shards. */
    public static final String SINGLE_FILE = "model.safetensors";

    /** The name of the file that lists the shards. */
    public static final String INDEX_FILE = "model.safetensors.index.json";

    /** What the single file and the list are called in the folders of pipelines of diffusers. */
    private static final String DIFFUSERS = "diffusion_pytorch_";

    private final Path folder;
    private final Map<Path, FileStamp> files;
    private final Map<String, TensorEntry> tensors;
    private final Map<String, BlockScales> scales;

    SafetensorsIndex(Path folder, List<FileStamp> files, Map<String, TensorEntry> tensors) {
        this(folder, byPath(files), tensors, Map.of());
    }

    private SafetensorsIndex(
            Path folder,
            Map<Path, FileStamp> files,
            Map<String, TensorEntry> tensors,
            Map<String, BlockScales> scales) {
        this.folder = folder;
        this.files = files;
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        this.scales = Map.copyOf(scales);
    }

    private static Map<Path, FileStamp> byPath(List<FileStamp> files) {
        Map<Path, FileStamp> ordered = new LinkedHashMap<>();
        files.forEach(stamp -> ordered.put(stamp.file(), stamp));
        return ordered;
    }

    /** Returns the same tensors, of which some are FP8 with scales. */
    SafetensorsIndex withScales(Map<String, BlockScales> known) {
        return new SafetensorsIndex(folder, files, tensors, known);
    }

    /**
     * Reads and checks the headers of a folder.
     *
     * @param folder a folder with safetensors files
     * @return the tensors
     * @throws BrokenModelException if files are missing or damaged, or do not agree with the list
     *     of shards; one message tells all problems, the first twenty in words
     */
    public static SafetensorsIndex open(Path folder) {
        Problems problems = new Problems();
        SafetensorsIndex index = read(folder, problems);
        problems.refuse(folder);
        return index;
    }

    /**
     * Lists tensors that are not written yet, for checks of their shapes before they are. They lie
     * nowhere and cannot be loaded.
     *
     * @param folder what messages name as their place
     * @param specs the tensors; names must differ
     */
    public static SafetensorsIndex announced(Path folder, Collection<TensorSpec> specs) {
        Map<String, TensorEntry> tensors = new LinkedHashMap<>();
        for (TensorSpec it : specs) {
            tensors.put(
                    it.name(),
                    new TensorEntry(it.name(), folder, it.type(), it.shape(), 0, it.bytes()));
        }
        return new SafetensorsIndex(folder, List.of(), tensors);
    }

    /**
     * Reads the headers of a folder and leaves out the tensors that do not fit.
     *
     * @param folder a folder with safetensors files
     * @param problems gets everything that does not fit
     * @return the sound tensors
     * @throws BrokenModelException if nothing can be read at all
     */
    public static SafetensorsIndex read(Path folder, Problems problems) {
        return find(folder, "", problems)
                .orElseThrow(
                        () ->
                                new BrokenModelException(
                                        folder
                                                + " has neither "
                                                + SINGLE_FILE
                                                + " nor "
                                                + INDEX_FILE
                                                + "."));
    }

    /**
     * Reads the headers of a folder inside a model folder, if it has weights at all. Those of an
     * image generator may be called {@code diffusion_pytorch_model.safetensors}.
     *
     * @param folder a folder that need not exist
     * @param problems gets everything that does not fit
     * @return the sound tensors, or nothing if there are no such files
     * @throws BrokenModelException if there are and nothing can be read at all
     */
    public static Optional<SafetensorsIndex> find(Path folder, Problems problems) {
        return find(folder, "", problems).or(() -> find(folder, DIFFUSERS, problems));
    }

    private static Optional<SafetensorsIndex> find(Path folder, String before, Problems problems) {
        Path single = folder.resolve(before + SINGLE_FILE);
        if (Files.exists(single)) {
            SafetensorsHeader header = SafetensorsHeader.read(single, problems);
            return Optional.of(
                    new SafetensorsIndex(folder, List.of(header.stamp()), header.tensors()));
        }
        Path index = folder.resolve(before + INDEX_FILE);
        return Files.exists(index)
                ? Optional.of(ShardReader.read(folder, index, problems))
                : Optional.empty();
    }

    /**
     * Returns the tensors of two folders together, for a network that has them in both. Where both
     * have one of a name, that of this folder counts.
     *
     * @param other another folder
     * @return an index whose folder is this one's
     */
    public SafetensorsIndex with(SafetensorsIndex other) {
        Map<Path, FileStamp> allFiles = new LinkedHashMap<>(other.files);
        allFiles.putAll(files);
        Map<String, TensorEntry> allTensors = new LinkedHashMap<>(other.tensors);
        allTensors.putAll(tensors);
        Map<String, BlockScales> allScales = new LinkedHashMap<>(other.scales);
        allScales.putAll(scales);
        return new SafetensorsIndex(folder, allFiles, allTensors, allScales);
    }

    /**
     * Returns the folder as given.
     *
     * @return the folder
     */
    public Path folder() {
        return folder;
    }

    /**
     * Returns the safetensors files in use.
     *
     * @return one file, or the shards in the order of their names; unmodifiable
     */
    public List<Path> files() {
        return List.copyOf(files.keySet());
    }

    /**
     * Returns a file as it was when its header was read.
     *
     * @param file one of {@link #files()}
     * @return the file's size, time and identity
     */
    public FileStamp stamp(Path file) {
        return files.get(file);
    }

    /**
     * Returns all tensors by name.
     *
     * @return the tensors, file by file in the order of their bytes; unmodifiable
     */
    public Map<String, TensorEntry> tensors() {
        return tensors;
    }

    /**
     * Looks a tensor up.
     *
     * @param name the full name
     * @return the tensor, or nothing if the folder has none of that name
     */
    public Optional<TensorEntry> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /**
     * Looks up what the codes of a tensor are multiplied by. Only an index that belongs to a {@link
     * ModelFolder} knows it.
     *
     * @param name the full name
     * @return the scales, or nothing if the tensor is missing, not of FP8, or has none that fit
     */
    public Optional<BlockScales> scales(String name) {
        return Optional.ofNullable(scales.get(name));
    }

    /**
     * Returns a tensor that has to be there.
     *
     * @param name the full name
     * @return the tensor
     * @throws BrokenModelException if the folder has no tensor of that name
     */
    public TensorEntry entry(String name) {
        return find(name)
                .orElseThrow(
                        () ->
                                new BrokenModelException(
                                        folder
                                                + " has no tensor "
                                                + Names.quote(name)
                                                + " among its "
                                                + tensors.size()
                                                + ". The folder is incomplete or holds another"
                                                + " kind of model."));
    }

    /**
     * Returns the number of parameters: the elements of all tensors together.
     *
     * @return a count
     */
    public long elements() {
        return tensors.values().stream().mapToLong(TensorEntry::elements).sum();
    }

    /**
     * Returns the size of all tensors together.
     *
     * @return bytes as stored
     */
    public long bytes() {
        return tensors.values().stream().mapToLong(TensorEntry::bytes).sum();
    }
}
