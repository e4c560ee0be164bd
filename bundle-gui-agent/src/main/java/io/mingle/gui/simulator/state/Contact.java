package io.mingle.gui.simulator.state;

/**
 * A person.
 *
 * @param name of the person
 * @param number of the telephone
 */
public record Contact(String name, String number) {}
