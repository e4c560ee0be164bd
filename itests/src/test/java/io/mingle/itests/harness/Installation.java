package io.mingle.itests.harness;

/** What is installed in the framework. */
public enum Installation {
    /** All bundles of Mingle, as they are shipped, and what they need. */
    EVERYTHING,
    /** The API, broker, swap, and what those need: quick, without an engine and without a model. */
    BROKER
}
