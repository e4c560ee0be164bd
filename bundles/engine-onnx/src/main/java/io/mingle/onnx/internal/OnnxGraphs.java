package io.mingle.onnx.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import io.mingle.api.graph.Graph;
import io.mingle.api.graph.GraphRuntime;
import io.mingle.cache.UserCache;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Runs graphs with ONNX Runtime, which is loaded when the first one is opened. */
@Component
public final class OnnxGraphs implements GraphRuntime {

    /** The framework property with the folder that natives are unpacked into. */
    static final String CACHE = "mingle.engine.cache";

    private static final int MOST_THREADS = 2;

    private final Path cache;

    /** Called by Declarative Services. */
    @Activate
    public OnnxGraphs(BundleContext context) {
        this(folder(context));
    }

    private OnnxGraphs(Path cache) {
        this.cache = cache;
    }

    /**
     * Creates one where there is no framework, from the class path: in tests and small tools.
     *
     * @param cache the folder that ONNX Runtime is unpacked into
     */
    public static OnnxGraphs in(Path cache) {
        return new OnnxGraphs(cache);
    }

    private static Path folder(BundleContext context) {
        String named = context.getProperty(CACHE);
        if (named != null && !named.isBlank()) {
            return Path.of(named.strip()).toAbsolutePath().resolve("onnx");
        }
        // Not the framework's own folder, which may be emptied at each start.
        return UserCache.ofThisUser()
                .map(it -> it.resolve("engine").resolve("onnx"))
                .orElseGet(() -> context.getDataFile("onnx").toPath());
    }

    @Override
    public Graph open(Path file) {
        ByteBuffer bytes = GraphFile.checked(file);
        OrtEnvironment environment = OnnxLibrary.load(cache);
        OrtSession session = null;
        try (SessionOptions options = options()) {
            session = environment.createSession(bytes, options);
            Graph graph = new OnnxGraph(file, environment, session);
            session = null;
            return graph;
        } catch (OrtException e) {
            throw GraphFile.broken(file, OnnxGraph.said(e), e);
        } finally {
            OnnxGraph.close(session);
        }
    }

    @Override
    public void check(Path file) {
        GraphFile.checked(file);
    }

    private static SessionOptions options() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        options.setExecutionMode(ExecutionMode.SEQUENTIAL);
        options.setInterOpNumThreads(1);
        options.setIntraOpNumThreads(
                Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        // Its own format is another one, which nobody has looked through.
        options.addConfigEntry("session.load_model_format", "ONNX");
        // Weights in the order that the processor likes best are copies, which few runs pay for.
        options.addConfigEntry("session.disable_prepacking", "1");
        // Folding cannot be cancelled; a run that computes the constants can, between operators.
        options.addConfigEntry("optimization.disable_specified_optimizers", "ConstantFolding");
        // What a run has taken is given back with the graph at the latest, and not kept for others.
        options.setCPUArenaAllocator(false);
        return options;
    }
}
