package io.mingle.api.content;

/** A piece of what is sent in: {@link Text} or a {@link Picture}. */
public sealed interface Content permits Text, Picture {}
