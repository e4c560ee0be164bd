package io.mingle.http.internal.agents;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;

/** The runs that requests have begun and that have not ended, those of both servers. */
@Component(service = RunsUnderWay.class)
public final class RunsUnderWay {

    private final Map<String, RunUnderWay> runs = new ConcurrentHashMap<>();

    /** Takes a run off the list. */
    interface Entry extends AutoCloseable {

        @Override
        void close();
    }

    /** Puts a run on the list. */
    Entry enter(RunUnderWay run) {
        runs.put(run.id(), run);
        return () -> runs.remove(run.id());
    }

    /** Returns a run by what it is called. */
    Optional<RunUnderWay> find(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    /** Returns all that are under way. */
    List<RunUnderWay> all() {
        return runs.values().stream().sorted(Comparator.comparing(RunUnderWay::id)).toList();
    }
}
