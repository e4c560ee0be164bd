/**
 * What a simulated phone shows and how it is used: pages of elements, where they are, what a touch
 * does, how they are drawn. A phone is a value; a touch makes the next one.
 */
package io.mingle.gui.simulator.ui;
