package io.mingle.trust;

/**
 * What is thought of a jar.
 *
 * @param admitted whether it may be installed
 * @param trusted whether it may then do what the host's own bundles may
 * @param sha256 of the jar, 64 digits in lower case
 * @param reason why it is not admitted, a sentence for people; empty if it is
 */
public record Judgement(boolean admitted, boolean trusted, String sha256, String reason) {}
