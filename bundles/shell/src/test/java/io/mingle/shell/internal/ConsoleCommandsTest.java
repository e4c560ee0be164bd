package io.mingle.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkEvent;

class ConsoleCommandsTest extends ShellFixture {

    @Test
    void exitStopsTheFramework() throws Exception {
        commands(new ConsoleCommands(context), "exit");
        type("exit");
        FrameworkEvent end = framework.waitForStop(TimeUnit.SECONDS.toMillis(60));
        assertEquals(FrameworkEvent.STOPPED, end.getType());
    }
}
