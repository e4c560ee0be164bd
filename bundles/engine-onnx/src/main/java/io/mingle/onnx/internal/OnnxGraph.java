package io.mingle.onnx.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.graph.Graph;
import io.mingle.api.graph.GraphPort;
import io.mingle.api.graph.GraphTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A session of ONNX Runtime. */
final class OnnxGraph implements Graph {

    /** Names from the file stand in messages to people. */
    private static final Pattern NAME = Pattern.compile("[ -~]{1,100}");

    private static final int MOST_PORTS = 64;
    private static final int LONGEST_SAID = 240;

    private final Path file;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<GraphPort> inputs;
    private final List<GraphPort> outputs;
    private boolean closed;

    /**
     * Takes a session, which is closed with it.
     *
     * @throws BrokenModelException if it has inputs or outputs that nobody could name
     */
    OnnxGraph(Path file, OrtEnvironment environment, OrtSession session) throws OrtException {
        this.file = file;
        this.environment = environment;
        this.session = session;
        this.inputs = ports(session.getInputInfo().values());
        this.outputs = ports(session.getOutputInfo().values());
    }

    private List<GraphPort> ports(Collection<NodeInfo> nodes) {
        boolean named = nodes.stream().allMatch(it -> NAME.matcher(it.getName()).matches());
        if (!named || nodes.size() > MOST_PORTS) {
            throw GraphFile.broken(
                    file, "its inputs or outputs are far too many, or have no names", null);
        }
        List<GraphPort> ports = new ArrayList<>();
        for (NodeInfo node : nodes) {
            ports.add(
                    node.getInfo() instanceof TensorInfo tensor
                            ? new GraphPort(
                                    node.getName(),
                                    tensor.type.name(),
                                    Arrays.stream(tensor.getShape()).boxed().toList())
                            : new GraphPort(node.getName(), "NO TENSOR", List.of()));
        }
        return List.copyOf(ports);
    }

    @Override
    public List<GraphPort> inputs() {
        return inputs;
    }

    @Override
    public List<GraphPort> outputs() {
        return outputs;
    }

    @Override
    public synchronized List<GraphTensor> run(List<GraphTensor> given) {
        if (closed) {
            throw new InvalidRequestException(
                    "The graph %s was to be run after it was closed. Open it again."
                            .formatted(file));
        }
        if (given.size() != inputs.size()) {
            throw new InvalidRequestException(
                    "The graph %s takes %s inputs, and %s were given. Give one for each of %s."
                            .formatted(file, inputs.size(), given.size(), inputs));
        }
        Map<String, OnnxTensor> fed = new LinkedHashMap<>();
        try (GraphRun run = new GraphRun()) {
            for (int i = 0; i < given.size(); i++) {
                fed.put(inputs.get(i).name(), fed(inputs.get(i), given.get(i)));
            }
            try (OrtSession.Result made = run.of(session, fed)) {
                return made(made);
            }
        } catch (OrtException e) {
            throw GraphFile.broken(file, said(e), e);
        } catch (GraphRun.TooLong e) {
            throw GraphFile.broken(file, e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "The graph %s was stopped while it ran, because its result was no longer wanted."
                            .formatted(file),
                    e);
        } finally {
            fed.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor fed(GraphPort port, GraphTensor given) throws OrtException {
        if (!port.type().equals(Tensors.type(given))) {
            throw new InvalidRequestException(
                    "The graph %s takes %s values of %s, and %s was given. Give those."
                            .formatted(file, port.name(), port.type(), Tensors.type(given)));
        }
        return Tensors.fed(environment, given);
    }

    private List<GraphTensor> made(OrtSession.Result result) throws OrtException {
        List<GraphTensor> made = new ArrayList<>();
        long left = Tensors.MOST_VALUES;
        for (Map.Entry<String, OnnxValue> each : result) {
            GraphTensor tensor =
                    Tensors.read(each.getValue(), left).orElseThrow(() -> unfit(each.getKey()));
            left -= Tensors.count(tensor.shape());
            made.add(tensor);
        }
        return made;
    }

    private BrokenModelException unfit(String output) {
        return new BrokenModelException(
                "The graph %s made %s of what is no tensor of numbers, or of more than %s in all. Use the file that the model is published with."
                        .formatted(file, output, Tensors.MOST_VALUES));
    }

    /**
     * Returns the first line of what ONNX Runtime says, which never has values; of a long one its
     * end, as what stands before is where in ONNX Runtime that was.
     */
    static String said(OrtException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        String clean = message.replaceAll("[^\\p{Print}]", "?").replaceAll("[.\\s]+$", "");
        int over = clean.length() - LONGEST_SAID;
        return over > 0 ? "…" + clean.substring(over) : clean;
    }

    static void close(OrtSession session) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("A session of ONNX Runtime was closed twice.", e);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            close(session);
        }
    }
}
