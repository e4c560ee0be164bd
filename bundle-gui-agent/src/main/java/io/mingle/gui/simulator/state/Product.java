package io.mingle.gui.simulator.state;

/**
 * What can be bought.
 *
 * @param name what it is called
 * @param price in whole coins
 */
public record Product(String name, int price) {}
