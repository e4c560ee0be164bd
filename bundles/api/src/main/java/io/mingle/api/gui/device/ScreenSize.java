package io.mingle.api.gui.device;

/**
 * How large a screen is.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record ScreenSize(int width, int height) {}
