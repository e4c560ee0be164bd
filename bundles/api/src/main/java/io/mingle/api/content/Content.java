package io.mingle.api.content;

/** A piece of what is sent in: {@link Text}, a {@link Picture} or a {@link Sound}. */
public sealed interface Content permits Text, Picture, Sound {}
