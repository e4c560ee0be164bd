package io.mingle.host.launch;

import java.util.Locale;
import org.osgi.framework.BundleException;

/**
 * Has Felix write digits of ASCII. It writes the version of Java with those of the default locale
 * and reads ASCII digits alone: where they differ, as in Egypt, it would offer no package at all.
 */
final class RootLocale {

    private RootLocale() {}

    /** What is done meanwhile. */
    interface Work {
        void run() throws BundleException;
    }

    /**
     * Does it, one after the other: two at once would take the change of the other for what was set
     * before, and leave it.
     */
    static synchronized void during(Work work) throws BundleException {
        Locale before = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        try {
            work.run();
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, before);
        }
    }
}
