package io.mingle.gen.internal;

import io.mingle.api.drawing.Drawings;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.HiddenStates;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The picture generator of the checkpoint in use, if it has one; what the services of this bundle
 * share. It is opened by the first who asks, and its weights are loaded when something is drawn.
 *
 * <p>They hold it directly: when the bundle stops, it is closed after each of them has drained.
 */
@Component(service = PictureGenerator.class)
public final class PictureGenerator implements AutoCloseable {

    private final TensorRuntime runtime;
    private final Checkpoint checkpoint;
    private final HiddenStates thinker;
    private final Set<Thread> painting = ConcurrentHashMap.newKeySet();
    private final Object opening = new Object();
    private final Object loading = new Object();
    private GeneratorFolder folder;
    private LoadedGenerator loaded;
    private volatile boolean closed;

    @Activate
    public PictureGenerator(
            @Reference TensorRuntime runtime,
            @Reference Checkpoint checkpoint,
            @Reference HiddenStates thinker) {
        this.runtime = runtime;
        this.checkpoint = checkpoint;
        this.thinker = thinker;
    }

    /**
     * Returns the generator's configuration.
     *
     * @throws SkillUnavailableException if the model has no generator
     * @throws io.mingle.api.error.BrokenModelException if it does not fit
     */
    GeneratorFolder folder() {
        synchronized (opening) {
            if (folder == null) {
                folder = GeneratorFolder.open(checkpoint.folder());
            }
            return folder;
        }
    }

    /** Returns what the model does unless told otherwise. */
    GeneratorDefaults defaults() {
        return GeneratorDefaults.of(checkpoint.folder().config());
    }

    private LoadedGenerator loaded() {
        GeneratorFolder known = folder();
        synchronized (loading) {
            if (closed) {
                throw stopped(null);
            }
            if (loaded == null) {
                loaded = new LoadedGenerator(known, runtime, checkpoint.precision());
            }
            return loaded;
        }
    }

    /**
     * Begins to paint.
     *
     * @param edited what is edited, if anything
     * @param warnings what of it could not be regarded
     * @param instruction makes of words what the thinker reads
     */
    Generation<Drawings> paint(
            Plan plan,
            Optional<EditedPicture> edited,
            List<String> warnings,
            Function<String, Instruction> instruction) {
        return GenerationChannel.produce(
                "mingle-drawing",
                channel -> {
                    Thread thread = Thread.currentThread();
                    painting.add(thread);
                    // Whatever it waits for ends, and what runs on the device is the last step.
                    channel.onCancel(thread::interrupt);
                    try {
                        Drawings drawings =
                                new Painter(loaded(), runtime, thinker, channel, plan, edited)
                                        .paint(instruction);
                        channel.finished(drawings, Usage.NONE, warnings);
                        return drawings;
                    } catch (OutOfMemoryError e) {
                        throw new ContentTooLargeException(
                                "A picture of %s pixels was to be made, and does not fit into the memory of this Java machine. Ask for a smaller one, or start with a larger -Xmx."
                                        .formatted(plan.size()),
                                e);
                    } catch (RuntimeException e) {
                        throw closed && !channel.isCancelled() ? stopped(e) : e;
                    } finally {
                        painting.remove(thread);
                    }
                });
    }

    private static SkillUnavailableException stopped(Throwable cause) {
        return new SkillUnavailableException(
                "The picture generator was stopped while it drew. Ask again; another version takes"
                        + " over.",
                cause);
    }

    /** Ends what still runs with its step, then frees everything. */
    @Deactivate
    @Override
    public void close() {
        closed = true;
        painting.forEach(Thread::interrupt);
        synchronized (loading) {
            if (loaded != null) {
                loaded.close();
            }
        }
    }
}
