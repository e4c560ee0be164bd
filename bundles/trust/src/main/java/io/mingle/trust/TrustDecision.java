package io.mingle.trust;

/**
 * Whether a jar comes in, and as what.
 *
 * @param admitted whether it may be installed
 * @param trusted whether it may then do what the host's own bundles may
 * @param reason why it is not admitted, a sentence for people; empty if it is
 */
public record TrustDecision(boolean admitted, boolean trusted, String reason) {}
