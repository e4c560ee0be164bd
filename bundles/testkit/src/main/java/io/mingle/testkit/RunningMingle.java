package io.mingle.testkit;

import io.mingle.host.Mingle;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * Mingle as it runs for all tests of this JVM.
 *
 * @param mingle stopped with this
 * @param bundles what was installed beside its own
 */
record RunningMingle(Mingle mingle, Set<Path> bundles) implements CloseableResource {

    static RunningMingle start(Set<Path> bundles) {
        Mingle.Builder builder = Mingle.builder();
        bundles.forEach(builder::bundle);
        return new RunningMingle(builder.start(), bundles);
    }

    /**
     * Returns this for a test that wants the same bundles.
     *
     * @throws ExtensionConfigurationException for one that wants others: they were never installed
     */
    RunningMingle with(Set<Path> wanted, Class<?> test) {
        if (!wanted.equals(bundles)) {
            throw new ExtensionConfigurationException(
                    "%s asks for the bundles %s, and Mingle, which is started once per JVM, runs with %s already. Name all of them with @SkillTest(bundles = …) at every test class, or let each class have a JVM of its own, with <reuseForks>false</reuseForks> in Surefire or Failsafe."
                            .formatted(
                                    test.getName(), new TreeSet<>(wanted), new TreeSet<>(bundles)));
        }
        return this;
    }

    @Override
    public void close() {
        mingle.close();
    }
}
