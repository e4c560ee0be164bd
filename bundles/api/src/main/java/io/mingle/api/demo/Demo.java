package io.mingle.api.demo;

import io.mingle.api.model.InstalledModel;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The cases by which a bundle shows what it does.
 *
 * <p>Register it as a service with the property {@code name}, by which people choose it; that of
 * the skill will do.
 */
@ConsumerType
public interface Demo {

    /**
     * Lists the cases. Called for every run, on the calling thread.
     *
     * @return in the order in which they are run
     */
    List<DemoCase> cases();

    /**
     * Tells what a reader has to know to judge the outcomes: how the cases were chosen, how often
     * the model is right on more of them.
     *
     * @param model the one that is shown
     * @return lines for people; none, unless it is overridden
     */
    default List<String> remarks(InstalledModel model) {
        return List.of();
    }
}
