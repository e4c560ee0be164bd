package io.mingle.api.gui;

import io.mingle.api.event.Update;
import io.mingle.api.gui.device.Screen;

/**
 * What the device shows as a step begins.
 *
 * @param step its number, from 1
 * @param screen what is seen; of a large screenshot as much as its {@link AgentStep} keeps
 */
public record Observed(int step, Screen screen) implements Update {}
