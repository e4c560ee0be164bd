package io.mingle.core.internal.model;

import io.mingle.model.ModelFolder;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Remembers the model that was in use last, for when a folder that does not fit is configured. It
 * is immediate, so that it stays while nobody refers to it between two models.
 */
@Component(service = LastModel.class, immediate = true)
public final class LastModel {

    /** A folder that was in use, and what it was called. */
    record Used(ModelFolder folder, String name) {}

    private volatile Used last;

    void set(Used used) {
        last = used;
    }

    Optional<Used> get() {
        return Optional.ofNullable(last);
    }
}
