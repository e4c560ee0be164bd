package io.mingle.core.internal.runtime;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.model.MemoryUse;
import io.mingle.engine.EngineStatus;
import io.mingle.tensor.Kernel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processor as a device: its thread, its ledger, and the files mapped on it. */
@Component(
        service = {TorchDevice.class, MemoryReport.class},
        configurationPid = "io.mingle.memory")
@Designate(ocd = MemorySettings.class)
public final class TorchDevice implements MemoryReport, AutoCloseable {

    /** Of the machine's memory, what Mingle may take unless told otherwise. */
    private static final double SHARE_OF_MEMORY = 0.8;

    /** The purpose of what a submodel holds as long as it is loaded. */
    public static final String WEIGHTS = "weights";

    /** The purpose of what is kept of the rows of all sequences, in pages that they share. */
    private static final String CACHE = "cache";

    private static final Set<String> LASTING = Set.of(WEIGHTS, MemoryUse.MAPPED, CACHE);

    private static final Logger LOG = LoggerFactory.getLogger(TorchDevice.class);
    private static final Pattern BUNDLE_LIMIT = Pattern.compile("([^=\\s]+)\\s*=\\s*(\\d{1,18})");

    private final StepQueue queue;
    private final PtNDManager manager;
    private final Tools tools;
    private final KernelTrials kernels;
    private final Lanes lanes = new Lanes(TorchDevice::prepareThread);
    private final Ledger ledger;
    private final MappedFiles files;
    private final Residents residents = new Residents();
    private IdleWatch idleWatch;

    @Activate
    public TorchDevice(@Reference EngineStatus engine, MemorySettings settings) {
        this(usable(engine).computing());
        configure(settings);
    }

    private TorchDevice(Executor threads) {
        this.ledger = new Ledger(memoryLimit());
        this.queue = new StepQueue("mingle-device-cpu", threads);
        try {
            this.manager = queue.call(TorchDevice::start);
            this.tools = queue.call(() -> new Tools(manager));
            this.kernels = queue.call(() -> KernelTrials.of(tools, manager));
            this.files = new MappedFiles(tools, manager);
        } catch (RuntimeException | Error e) {
            // Nobody else could end its thread.
            queue.close();
            throw e;
        }
    }

    /** Takes on changed limits; what is held already stays. */
    @Modified
    void configure(MemorySettings settings) {
        Map<String, Long> single = new HashMap<>();
        for (String entry : settings.bundleLimits()) {
            Matcher parts = BUNDLE_LIMIT.matcher(entry.strip());
            if (parts.matches()) {
                single.put(parts.group(1), Long.parseLong(parts.group(2)));
            } else {
                LOG.warn("The limit '{}' is left out; it has to be like bundle=bytes", entry);
            }
        }
        ledger.limit(settings.limitBytes() > 0 ? settings.limitBytes() : memoryLimit(), single);
        unloadAfter(Duration.ofSeconds(Math.max(0, settings.idleSeconds())));
    }

    /** Looks for idle submodels from now on, or no longer if {@code idle} is zero. */
    void unloadAfter(Duration idle) {
        if (idleWatch != null) {
            idleWatch.close();
        }
        idleWatch = idle.isZero() ? null : new IdleWatch(idle, () -> unloadIdle(idle));
    }

    private void unloadIdle(Duration idle) {
        queue.submit(
                () -> {
                    residents.unloadIdle(idle, queue.step());
                    return false;
                });
    }

    /** Opens the device outside a framework, with the engine on the class path. */
    public static TorchDevice standalone() {
        return new TorchDevice(TorchDevice::startThread);
    }

    private static void startThread(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private static EngineStatus usable(EngineStatus engine) {
        if (!engine.usable()) {
            throw new EngineUnavailableException(engine.explanation());
        }
        return engine;
    }

    private static PtNDManager start() {
        Thread.currentThread().setContextClassLoader(Engine.class.getClassLoader());
        PtNDManager manager = (PtNDManager) Engine.getEngine("PyTorch").newBaseManager();
        prepareThread();
        return manager;
    }

    /** The graph optimiser shares state between calls, and is switched off for each thread. */
    private static void prepareThread() {
        Thread.currentThread().setContextClassLoader(Engine.class.getClassLoader());
        JniUtils.setGraphExecutorOptimize(false);
    }

    private static long memoryLimit() {
        return (long) (Machine.memoryBytes() * SHARE_OF_MEMORY);
    }

    StepQueue scheduler() {
        return queue;
    }

    Lanes lanes() {
        return lanes;
    }

    Tools tools() {
        return tools;
    }

    Ledger ledger() {
        return ledger;
    }

    @Override
    public List<MemoryUse> uses() {
        return ledger.uses();
    }

    @Override
    public long limit() {
        return ledger.limit();
    }

    /** Returns the bytes that an owner holds for a purpose. */
    public long heldBy(String owner, String purpose) {
        return ledger.held(owner, purpose);
    }

    Residents residents() {
        return residents;
    }

    /** Returns the number of the step under way; on the device's thread. */
    long step() {
        return queue.step();
    }

    /**
     * Books memory for the request that the step under way is for; what lasts outlives it. Where it
     * does not fit, submodels that nobody uses make room, one by one; none does where even all of
     * them would not be enough.
     *
     * @throws io.mingle.api.error.MemoryRefusedException if there is not enough even so
     */
    MemoryUse book(String owner, String purpose, long bytes) {
        long request = LASTING.contains(purpose) ? 0 : queue.request();
        MemoryUse use = new MemoryUse(owner, purpose, request, bytes);
        while (true) {
            try {
                ledger.reserve(use);
                return use;
            } catch (MemoryRefusedException e) {
                if (!queue.isCurrent() || !makeRoom(use)) {
                    throw e;
                }
            }
        }
    }

    private boolean makeRoom(MemoryUse use) {
        long step = queue.step();
        long own = residents.spareBytes(use.owner(), step);
        long all = residents.spareBytes(null, step);
        String whose = ledger.exceedsOwnLimit(use) ? use.owner() : null;
        return ledger.fitsAfter(use, own, all) && residents.unloadOne(whose, step);
    }

    MappedFiles files() {
        return files;
    }

    PtNDManager newManager() {
        return queue.call(() -> (PtNDManager) manager.newSubManager());
    }

    /** Returns what came of trying each row of the table of kernels. */
    public List<KernelTrial> kernelTrials() {
        return kernels.trials();
    }

    List<Kernel> kernels() {
        return kernels.holding();
    }

    boolean fastBfloat16() {
        return kernels.bfloat16().product().isFast();
    }

    /** Frees what is left, after one more step of all that is queued. */
    @Deactivate
    @Override
    public void close() {
        unloadAfter(Duration.ZERO);
        queue.close(manager::close);
        lanes.close();
    }
}
