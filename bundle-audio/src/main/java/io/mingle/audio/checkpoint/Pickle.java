package io.mingle.audio.checkpoint;

import io.mingle.model.StoredType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the pickles in which PyTorch describes tensors (the instructions are those of Python's
 * {@code pickletools}). It knows dictionaries, lists, tuples, texts, numbers and tensors. A pickle
 * can name any function of Python to be called; here those few that stand for a tensor or an
 * ordered dictionary have a meaning, nothing is ever called, and every other one is refused.
 *
 * <p>What it takes of memory is bounded by the length of the pickle.
 */
final class Pickle {

    /** More than a thousand times what the published files have. */
    private static final int MOST_INSTRUCTIONS = 4_000_000;

    private static final int MOST_TEXT = 1 << 16;
    private static final int MOST_AXES = 8;
    private static final long MOST_ELEMENTS = 1L << 40;

    private static final Map<String, StoredType> STORAGES =
            Map.of(
                    "torch FloatStorage", StoredType.F32,
                    "torch HalfStorage", StoredType.F16,
                    "torch BFloat16Storage", StoredType.BF16,
                    "torch DoubleStorage", StoredType.F64,
                    "torch LongStorage", StoredType.I64,
                    "torch IntStorage", StoredType.I32,
                    "torch ShortStorage", StoredType.I16,
                    "torch CharStorage", StoredType.I8,
                    "torch ByteStorage", StoredType.U8,
                    "torch BoolStorage", StoredType.BOOL);

    private static final String DICTIONARY = "collections OrderedDict";
    private static final String TENSOR = "torch._utils _rebuild_tensor_v2";
    private static final String PARAMETER = "torch._utils _rebuild_parameter";

    /** Where a list of operands begins. */
    private static final Object MARK = new Object();

    /** A name of Python that has a meaning here. */
    private record Name(String text) {}

    /** The elements that tensors are parts of. */
    private record Storage(String key, StoredType type, long elements) {}

    /** What is told of a pickle that is refused. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    private final ByteBuffer bytes;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Pickle(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads a pickle.
     *
     * @return maps, lists, texts, numbers, truth values, null and {@link TorchTensor}s; maps and
     *     lists may contain themselves
     * @throws RefusedException if it is damaged, or holds anything else
     */
    static Object read(byte[] bytes) throws RefusedException {
        Pickle pickle = new Pickle(bytes);
        try {
            for (int i = 0; i < MOST_INSTRUCTIONS; i++) {
                int instruction = pickle.unsigned();
                if (instruction == '.') {
                    return pickle.pop();
                }
                pickle.run(instruction);
            }
        } catch (BufferUnderflowException e) {
            throw new RefusedException("it is cut off");
        }
        throw new RefusedException("it has more than " + MOST_INSTRUCTIONS + " instructions");
    }

    private void run(int instruction) throws RefusedException {
        switch (instruction) {
            case 0x80 -> protocol();
            case 'c' -> stack.add(global());
            case '(' -> stack.add(MARK);
            case '}' -> stack.add(new LinkedHashMap<>());
            case ']' -> stack.add(new ArrayList<>());
            case ')' -> stack.add(List.of());
            case 't' -> stack.add(Collections.unmodifiableList(toMark()));
            case 0x85 -> tuple(1);
            case 0x86 -> tuple(2);
            case 0x87 -> tuple(3);
            case 'N' -> stack.add(null);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'J' -> stack.add((long) bytes.getInt());
            case 'K' -> stack.add((long) unsigned());
            case 'M' -> stack.add(bytes.getShort() & 0xffffL);
            case 0x8a -> stack.add(longNumber());
            case 'G' -> stack.add(bigEndianDouble());
            case 'X' -> stack.add(text(bytes.getInt()));
            case 0x8c -> stack.add(text(unsigned()));
            case 'q' -> memo.put(unsigned(), peek());
            case 'r' -> memo.put(bytes.getInt(), peek());
            case 'h' -> stack.add(remembered(unsigned()));
            case 'j' -> stack.add(remembered(bytes.getInt()));
            case 'Q' -> stack.add(storage(pop()));
            case 'R' -> reduce();
            case 's' -> setItems(twoFromTop());
            case 'u' -> setItems(toMark());
            case 'a' -> append(Collections.singletonList(pop()));
            case 'e' -> append(toMark());
            case 'b' -> build();
            default ->
                    throw new RefusedException(
                            "its instruction 0x%02x at byte %s is none that describes tensors"
                                    .formatted(instruction, bytes.position() - 1));
        }
    }

    private int unsigned() {
        return bytes.get() & 0xff;
    }

    private void protocol() throws RefusedException {
        int version = unsigned();
        if (version < 2 || version > 5) {
            throw new RefusedException("it is of version " + version);
        }
    }

    private Name global() throws RefusedException {
        String name = line() + " " + line();
        boolean known =
                STORAGES.containsKey(name)
                        || name.equals(DICTIONARY)
                        || name.equals(TENSOR)
                        || name.equals(PARAMETER);
        if (!known) {
            throw new RefusedException(
                    "it names '%s' of Python, which is no tensor"
                            .formatted(name.replaceAll("[^\\x21-\\x7e ]", "?")));
        }
        return new Name(name);
    }

    private String line() throws RefusedException {
        StringBuilder line = new StringBuilder();
        while (line.length() < 100) {
            int letter = unsigned();
            if (letter == '\n') {
                return line.toString();
            }
            line.append((char) letter);
        }
        throw new RefusedException("it has a name that does not end");
    }

    private String text(int length) throws RefusedException {
        if (length < 0 || length > MOST_TEXT) {
            throw new RefusedException("it has a text of %s bytes".formatted(length));
        }
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private long longNumber() throws RefusedException {
        int length = unsigned();
        if (length > Long.BYTES) {
            throw new RefusedException("it has a number of %s bytes".formatted(length));
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            number |= (long) unsigned() << Byte.SIZE * i;
        }
        int unused = Long.SIZE - Byte.SIZE * length;
        return length == 0 ? 0 : number << unused >> unused;
    }

    private double bigEndianDouble() {
        return Double.longBitsToDouble(Long.reverseBytes(bytes.getLong()));
    }

    private Object peek() throws RefusedException {
        if (stack.isEmpty()) {
            throw damaged();
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() throws RefusedException {
        Object top = peek();
        stack.remove(stack.size() - 1);
        return top;
    }

    private static RefusedException damaged() {
        return new RefusedException("its instructions do not fit one another");
    }

    private <T> T pop(Class<T> type) throws RefusedException {
        return as(type, pop());
    }

    private static <T> T as(Class<T> type, Object it) throws RefusedException {
        if (!type.isInstance(it)) {
            throw damaged();
        }
        return type.cast(it);
    }

    private List<Object> toMark() throws RefusedException {
        int mark = stack.lastIndexOf(MARK);
        if (mark < 0) {
            throw damaged();
        }
        List<Object> top = stack.subList(mark + 1, stack.size());
        List<Object> items = new ArrayList<>(top);
        top.clear();
        stack.remove(mark);
        return items;
    }

    private List<Object> twoFromTop() throws RefusedException {
        Object value = pop();
        List<Object> both = new ArrayList<>();
        both.add(pop());
        both.add(value);
        return both;
    }

    private void tuple(int count) throws RefusedException {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(0, pop());
        }
        stack.add(Collections.unmodifiableList(items));
    }

    private Object remembered(int place) throws RefusedException {
        if (!memo.containsKey(place)) {
            throw damaged();
        }
        return memo.get(place);
    }

    private Storage storage(Object told) throws RefusedException {
        List<?> parts = as(List.class, told);
        if (parts.size() != 5 || !"storage".equals(parts.get(0))) {
            throw damaged();
        }
        StoredType type = STORAGES.get(as(Name.class, parts.get(1)).text());
        String key = as(String.class, parts.get(2));
        long elements = as(Long.class, parts.get(4));
        if (type == null || elements < 0 || elements > MOST_ELEMENTS || !key.matches("\\d{1,9}")) {
            throw damaged();
        }
        return new Storage(key, type, elements);
    }

    private void reduce() throws RefusedException {
        List<?> operands = pop(List.class);
        Name name = pop(Name.class);
        switch (name.text()) {
            case DICTIONARY -> {
                if (!operands.isEmpty()) {
                    throw damaged();
                }
                stack.add(new LinkedHashMap<>());
            }
            case TENSOR -> stack.add(tensor(operands));
            case PARAMETER -> {
                if (operands.isEmpty()) {
                    throw damaged();
                }
                stack.add(as(TorchTensor.class, operands.get(0)));
            }
            default -> throw damaged();
        }
    }

    private static TorchTensor tensor(List<?> operands) throws RefusedException {
        if (operands.size() < 4) {
            throw damaged();
        }
        Storage storage = as(Storage.class, operands.get(0));
        long offset = as(Long.class, operands.get(1));
        long[] shape = sides(as(List.class, operands.get(2)));
        long[] strides = sides(as(List.class, operands.get(3)));
        if (shape.length != strides.length) {
            throw damaged();
        }
        long count = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] > 0 && count > MOST_ELEMENTS / shape[axis]) {
                throw damaged();
            }
            count *= shape[axis];
        }
        if (offset < 0 || offset > storage.elements() || count > storage.elements() - offset) {
            throw new RefusedException("it has a tensor that is larger than its elements");
        }
        TorchTensor tensor = new TorchTensor(storage.key(), storage.type(), offset, shape, strides);
        if (!tensor.isDense()) {
            throw new RefusedException("it has a tensor whose elements do not lie side by side");
        }
        return tensor;
    }

    private static long[] sides(List<?> told) throws RefusedException {
        if (told.size() > MOST_AXES) {
            throw damaged();
        }
        long[] sides = new long[told.size()];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = as(Long.class, told.get(i));
            if (sides[i] < 0 || sides[i] > Integer.MAX_VALUE) {
                throw damaged();
            }
        }
        return sides;
    }

    @SuppressWarnings("unchecked")
    private void setItems(List<Object> items) throws RefusedException {
        Map<Object, Object> map = (Map<Object, Object>) as(Map.class, peek());
        if (items.size() % 2 != 0) {
            throw damaged();
        }
        for (int i = 0; i < items.size(); i += 2) {
            // Maps and lists as keys could contain themselves, and have no end then.
            Object key = items.get(i);
            boolean plain = key instanceof String || key instanceof Long || key instanceof Boolean;
            if (!plain) {
                throw damaged();
            }
            map.put(key, items.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> items) throws RefusedException {
        Object list = peek();
        if (!(list instanceof ArrayList)) {
            throw damaged();
        }
        ((List<Object>) list).addAll(items);
    }

    /** What a dictionary has besides its entries is left out. */
    private void build() throws RefusedException {
        pop();
        as(Map.class, peek());
    }
}
