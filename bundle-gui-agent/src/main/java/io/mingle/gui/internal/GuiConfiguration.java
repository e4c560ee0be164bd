package io.mingle.gui.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured about the agent. */
@ObjectClassDefinition(name = "Mingle GUI agent", description = "Which devices are acted on.")
@interface GuiConfiguration {

    /**
     * Bounds what the skill may be asked to act on by whoever may call it: a web page is fetched
     * from where this machine is, and a phone is somebody's.
     *
     * @return addresses of devices; an asterisk at the end stands for all that begin so
     */
    @AttributeDefinition(
            name = "Devices of the skill",
            description =
                    "Addresses of devices that the skill act may be used on, like"
                            + " adb:emulator-5554 or web:https://example.org/*. Programs that call"
                            + " the service itself, and the admin server, are not bound by it.")
    String[] skillDevices() default {"sim", "sim:*"};
}
