package io.mingle.shell.internal;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.MingleException;
import io.mingle.api.skill.Skill;
import io.mingle.broker.testkit.FakeBroker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A console: Gogo's own, in a framework, with a broker that services are put in. */
@Timeout(120)
abstract class ShellFixture {

    static final String LINE = System.lineSeparator();

    @TempDir Path folder;

    final FakeBroker broker = new FakeBroker();
    Framework framework;
    BundleContext context;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private CommandProcessorImpl gogo;
    private CommandSession session;

    @BeforeEach
    void openConsole() throws Exception {
        framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        folder.resolve("framework").toString()));
        framework.start();
        context = framework.getBundleContext();
        gogo = new CommandProcessorImpl();
        gogo.addListener(new RemedyListener());
        session = gogo.createSession(new ByteArrayInputStream(new byte[0]), shown, shown);
    }

    @AfterEach
    void closeConsole() throws Exception {
        session.close();
        gogo.stop();
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(60));
    }

    /** Makes the methods of a component commands, as its properties have it. */
    void commands(Object component, String... names) {
        for (String name : names) {
            gogo.addCommand("mingle", component, name);
        }
    }

    /** Provides a skill under a name, which may be none. */
    void offer(Skill skill, String name) {
        Dictionary<String, Object> properties = new Hashtable<>();
        if (name != null) {
            properties.put("name", name);
        }
        context.registerService(Skill.class, skill, properties);
        broker.with(Skill.class, skill, "name=" + name);
    }

    /** Types a line, and returns what is shown then. */
    String type(String line) {
        shown.reset();
        try {
            session.execute(line);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(line, e);
        }
        return shown();
    }

    /** Types a line that fails, and returns why; {@link #shown} has what was shown before. */
    MingleException fails(String line) {
        return assertThrows(MingleException.class, () -> type(line));
    }

    /** Returns what the last line has shown. */
    String shown() {
        try {
            shown.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return shown.toString(StandardCharsets.UTF_8);
    }
}
