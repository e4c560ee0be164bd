/** The apps of a simulated phone: each makes pages of what the phone holds. */
package io.mingle.gui.simulator.app;
