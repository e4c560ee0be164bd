package io.mingle.swap.internal;

import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * Somebody beside the swapper who installs bundles and sees to it that those stay which were asked
 * for. What is told of a bundle here is that no other version may take its place.
 */
interface BundleOwner {

    /**
     * Tells who wants a bundle to keep its version.
     *
     * @return a name for people; empty if nobody does
     */
    Optional<String> ownerOf(Bundle bundle);
}
