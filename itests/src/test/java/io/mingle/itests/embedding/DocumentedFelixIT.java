package io.mingle.itests.embedding;

import org.osgi.framework.launch.FrameworkFactory;

/** On Felix. */
class DocumentedFelixIT extends DocumentedFramework {

    @Override
    FrameworkFactory factory() {
        return new org.apache.felix.framework.FrameworkFactory();
    }
}
