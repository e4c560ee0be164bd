package io.mingle.itests.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs every test of a class inside an OSGi framework in a JVM of its own, the same for the whole
 * class.
 *
 * <p>A test may take parameters: the {@link org.osgi.framework.BundleContext} of the bundle that it
 * runs in, and services by their interface, which are waited for. It can use what bundles export,
 * JUnit, and the classes of this module; the latter are copied into the bundle that it runs in.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FrameworkExtension.class)
public @interface InFramework {

    /**
     * Chooses the bundles.
     *
     * @return what is installed beside the test
     */
    Installation value() default Installation.EVERYTHING;

    /**
     * Asks for a small random model that sees and hears, which the embedded one does not.
     *
     * @return whether its folder is written; {@link io.mingle.itests.model.ModelInUse} then has the
     *     bundles run it
     */
    boolean tinyModel() default false;
}
