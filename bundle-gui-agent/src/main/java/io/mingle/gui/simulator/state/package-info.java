/** What a simulated phone holds: settings, contacts, chats, alarms, a shop, articles. Immutable. */
package io.mingle.gui.simulator.state;
