package io.mingle.itests.swap;

import org.osgi.framework.launch.FrameworkFactory;

/** On another framework. */
class LosslessOnEquinoxSoak extends LosslessSwap {

    @Override
    FrameworkFactory framework() throws Exception {
        return Equinox.factory();
    }
}
