package io.mingle.testkit;

import io.mingle.broker.Broker;
import io.mingle.host.Mingle;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts Mingle when the first test asks for it and stops it after the last: libtorch can be loaded
 * once per JVM.
 */
public final class MingleExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(MingleExtension.class);

    private record Running(Mingle mingle) implements CloseableResource {
        @Override
        public void close() {
            mingle.close();
        }
    }

    /** Creates the extension; called by JUnit. */
    public MingleExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Mingle.class || type == Broker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Mingle mingle = running(context);
        return parameter.getParameter().getType() == Mingle.class ? mingle : mingle.broker();
    }

    private static Mingle running(ExtensionContext context) {
        SkillTest test = context.getRequiredTestClass().getAnnotation(SkillTest.class);
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> start(test), Running.class)
                .mingle();
    }

    private static Running start(SkillTest test) {
        Mingle.Builder builder = Mingle.builder();
        for (String bundle : test.bundles()) {
            builder.bundle(BundleUnderTest.find(Path.of(bundle)));
        }
        return new Running(builder.start());
    }
}
