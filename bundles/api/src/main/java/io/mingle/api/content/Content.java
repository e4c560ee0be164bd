package io.mingle.api.content;

/**
 * A piece of what is sent in: {@link Text}, a {@link Picture}, a {@link Sound}, a {@link Video}.
 */
public sealed interface Content permits Text, Picture, Sound, Video {}
