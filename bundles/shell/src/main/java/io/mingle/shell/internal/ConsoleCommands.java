package io.mingle.shell.internal;

import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The end of the console. Gogo's own {@code exit} is {@code System.exit}, which wants a number;
 * this one is found before it.
 */
@Component(
        service = ConsoleCommands.class,
        property = {"osgi.command.scope=gogo", "osgi.command.function=exit"})
public final class ConsoleCommands {

    private final BundleContext context;

    @Activate
    public ConsoleCommands(BundleContext context) {
        this.context = context;
    }

    /** Stops the host, which ends when what is under way has ended. */
    @Descriptor("stops Mingle, when what is under way has ended")
    public void exit() throws BundleException {
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).stop();
    }

    /** Stops the host with an exit code. */
    @Descriptor("stops Mingle with an exit code")
    public void exit(@Descriptor("the exit code") int code) {
        System.exit(code);
    }
}
