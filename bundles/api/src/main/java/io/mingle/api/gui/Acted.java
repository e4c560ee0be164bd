package io.mingle.api.gui;

import io.mingle.api.event.Update;

/**
 * A step that is over.
 *
 * @param step all about it
 */
public record Acted(AgentStep step) implements Update {}
