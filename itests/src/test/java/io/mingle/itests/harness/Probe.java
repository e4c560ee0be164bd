package io.mingle.itests.harness;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.TestAbortedException;
import org.osgi.framework.BundleContext;

/** Runs one test inside the framework; called by Pax Exam. */
public final class Probe {

    /** Creates the probe; called by Pax Exam. */
    public Probe() {}

    /**
     * Runs one test.
     *
     * @param context of the bundle that holds the tests
     * @param className the test class
     * @param methodName the test
     * @throws ClassNotFoundException if there is no such class
     */
    public void run(BundleContext context, String className, String methodName)
            throws ClassNotFoundException {
        Class<?> test = context.getBundle().loadClass(className);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(test.getClassLoader());
        try {
            Outcome outcome = new Outcome();
            launcher().execute(only(test, methodName), outcome);
            outcome.tell(className + "." + methodName);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Nothing is looked up through services, which class loaders of bundles would hide. */
    private static Launcher launcher() {
        return LauncherFactory.create(
                LauncherConfig.builder()
                        .enableTestEngineAutoRegistration(false)
                        .enableTestExecutionListenerAutoRegistration(false)
                        .enableLauncherDiscoveryListenerAutoRegistration(false)
                        .enableLauncherSessionListenerAutoRegistration(false)
                        .enablePostDiscoveryFilterAutoRegistration(false)
                        .addTestEngines(new JupiterTestEngine())
                        .build());
    }

    private static LauncherDiscoveryRequest only(Class<?> test, String methodName) {
        Method method =
                AnnotationSupport.findAnnotatedMethods(
                                test, Test.class, HierarchyTraversalMode.TOP_DOWN)
                        .stream()
                        .filter(each -> each.getName().equals(methodName))
                        .findFirst()
                        .orElseThrow();
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(test, method))
                .build();
    }

    private static final class Outcome implements TestExecutionListener {

        private int finished;
        private Throwable failure;
        private Throwable abortion;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            finished += test.isTest() ? 1 : 0;
            Throwable thrown = result.getThrowable().orElse(null);
            switch (result.getStatus()) {
                case FAILED -> failure = failure == null ? thrown : failure;
                case ABORTED -> abortion = thrown;
                default -> {
                    // A success needs no more.
                }
            }
        }

        void tell(String name) {
            if (failure != null) {
                throw PortableError.of(failure);
            }
            if (abortion != null) {
                throw new TestAbortedException(abortion.getMessage());
            }
            if (finished != 1) {
                throw new AssertionError(
                        finished + " tests ran in the framework instead of one, " + name);
            }
        }
    }
}
