package io.mingle.itests.embedding;

import io.mingle.itests.harness.Equinox;
import org.osgi.framework.launch.FrameworkFactory;

/** On Equinox. */
class DocumentedEquinoxIT extends DocumentedFramework {

    @Override
    FrameworkFactory factory() throws Exception {
        return Equinox.factory();
    }
}
