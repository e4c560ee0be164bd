package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

/** Two versions of one bundle, one of which registers under a class that it alone knows. */
@Timeout(60)
class PrivateServicesTest {

    private static final String FILTER = "(objectClass=" + Greeter.class.getName() + ")";

    @TempDir Path storage;
    private EmbeddedFramework framework;
    private BundleContext old;
    private BundleContext young;
    private BundleContext stranger;

    @BeforeEach
    void start() throws Exception {
        framework = new EmbeddedFramework(storage);
        new PrivateServices(framework.context());
        old = framework.bundle("test.twin", "1.0.0").getBundleContext();
        young = framework.bundle("test.twin", "2.0.0").getBundleContext();
        stranger = framework.bundle("test.stranger").getBundleContext();
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Test
    void theOtherVersionDoesNotFindIt() throws Exception {
        old.registerService(Greeter.class, new MortalGreeter(), null);

        assertNull(young.getServiceReference(Greeter.class));
        assertNull(young.getServiceReferences((String) null, FILTER));
        assertNotNull(old.getServiceReference(Greeter.class));
        assertNotNull(stranger.getServiceReference(Greeter.class));
    }

    @Test
    void whatIsRegisteredUnderAKnownTypeTooIsFoundByThatOne() throws Exception {
        old.registerService(
                new String[] {Greeter.class.getName(), Object.class.getName()},
                new MortalGreeter(),
                null);

        assertNull(young.getServiceReference(Greeter.class));
        assertNotNull(young.getServiceReference(Object.class));
    }

    @Test
    void theOtherVersionDoesNotHearOfItEither() throws Exception {
        List<String> heard = new ArrayList<>();
        young.addServiceListener(event -> heard.add("young"), FILTER);
        stranger.addServiceListener(event -> heard.add("stranger"), FILTER);

        old.registerService(Greeter.class, new MortalGreeter(), null);

        assertEquals(List.of("stranger"), heard);
    }
}
