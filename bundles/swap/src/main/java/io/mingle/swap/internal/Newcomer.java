package io.mingle.swap.internal;

import java.nio.file.Path;
import org.osgi.framework.Bundle;

/**
 * A bundle that is to take over from the one that serves, beside it.
 *
 * @param bundle installed and not active
 * @param kept the jar that it ran from before; null if it was not there before, that is gone, or it
 *     has that code
 * @param undo makes it again what it was before, if it does not hold
 */
record Newcomer(Bundle bundle, Path kept, Runnable undo) {}
