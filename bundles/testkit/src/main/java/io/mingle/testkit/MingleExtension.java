package io.mingle.testkit;

import io.mingle.broker.Broker;
import io.mingle.host.Mingle;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts Mingle when the first test asks for it and stops it after the last: libtorch can be loaded
 * once per JVM.
 */
public final class MingleExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(MingleExtension.class);

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
        Set<Path> bundles =
                Arrays.stream(skillTest(context).bundles())
                        .map(bundle -> BundleUnderTest.find(Path.of(bundle)).toAbsolutePath())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        RunningMingle.class,
                        key -> RunningMingle.start(bundles),
                        RunningMingle.class)
                .with(bundles, context.getRequiredTestClass())
                .mingle();
    }

    /** Returns the annotation of the test class, or of the one that it is nested in. */
    static SkillTest skillTest(ExtensionContext context) {
        Optional<ExtensionContext> around = Optional.of(context);
        while (around.isPresent()) {
            Optional<SkillTest> found =
                    AnnotationSupport.findAnnotation(around.get().getTestClass(), SkillTest.class);
            if (found.isPresent()) {
                return found.get();
            }
            around = around.get().getParent();
        }
        throw new ExtensionConfigurationException(
                "%s takes Mingle as a parameter and is no @SkillTest, nor is a class around it. Annotate it with @SkillTest in place of @ExtendWith."
                        .formatted(context.getRequiredTestClass().getName()));
    }
}
