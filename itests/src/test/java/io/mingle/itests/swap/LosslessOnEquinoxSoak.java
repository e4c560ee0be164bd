package io.mingle.itests.swap;

import io.mingle.itests.harness.Equinox;
import org.osgi.framework.launch.FrameworkFactory;

/** On another framework. */
class LosslessOnEquinoxSoak extends LosslessSwap {

    @Override
    FrameworkFactory framework() throws Exception {
        return Equinox.factory();
    }
}
