package io.mingle.itests.swap;

import org.osgi.framework.launch.FrameworkFactory;

/** On the framework that the host brings. */
class LosslessOnFelixSoak extends LosslessSwap {

    @Override
    FrameworkFactory framework() {
        return new org.apache.felix.framework.FrameworkFactory();
    }
}
