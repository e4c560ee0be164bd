package io.mingle.itests.harness;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.opentest4j.TestAbortedException;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.ExamReactor;
import org.ops4j.pax.exam.spi.StagedExamReactor;
import org.ops4j.pax.exam.spi.reactors.ReactorManager;

/** A framework in another JVM, driven through Pax Exam, with one test class in it. */
final class ForkedFramework {

    private final Class<?> test;
    private final ReactorManager manager;
    private final StagedExamReactor reactor;
    private final Map<String, TestAddress> addresses;

    private ForkedFramework(
            Class<?> test,
            ReactorManager manager,
            StagedExamReactor reactor,
            Map<String, TestAddress> addresses) {
        this.test = test;
        this.manager = manager;
        this.reactor = reactor;
        this.addresses = addresses;
    }

    /** Starts a framework with the bundles that the test class asks for, and the test class. */
    static ForkedFramework start(Class<?> test) throws Exception {
        ReactorManager manager = ReactorManager.getInstance();
        ExamReactor unstaged = manager.prepareReactor(test, null);
        unstaged.addConfiguration(Provisioning.of(test.getAnnotation(InFramework.class)).options());
        TestProbeBuilder probe = manager.createProbeBuilder(null);
        Map<String, TestAddress> roots = new HashMap<>();
        for (Method method :
                AnnotationSupport.findAnnotatedMethods(
                        test, Test.class, HierarchyTraversalMode.TOP_DOWN)) {
            roots.put(
                    method.getName(),
                    probe.addTest(Probe.class, "run", test.getName(), method.getName()));
        }
        unstaged.addProbe(probe);
        StagedExamReactor reactor = manager.stageReactor();
        ForkedFramework framework =
                new ForkedFramework(test, manager, reactor, staged(reactor, roots));
        manager.beforeClass(reactor, test);
        return framework;
    }

    /** Runs a test inside and throws what it throws. */
    void run(Method method) throws Throwable {
        try {
            reactor.invoke(addresses.get(method.getName()));
        } catch (Exception e) {
            throw told(e);
        }
    }

    void stop() {
        manager.afterClass(reactor, test);
    }

    /**
     * The staged reactor has addresses of its own, whose roots are the ones that were given out.
     */
    private static Map<String, TestAddress> staged(
            StagedExamReactor reactor, Map<String, TestAddress> roots) {
        Map<String, TestAddress> staged = new HashMap<>();
        roots.forEach(
                (name, root) ->
                        reactor.getTargets().stream()
                                .filter(target -> target.root() == root)
                                .forEach(target -> staged.put(name, target)));
        return staged;
    }

    /** What the test said, out of the layers that carried it here. */
    private static Throwable told(Throwable carried) {
        for (Throwable each = carried; each != null; each = each.getCause()) {
            if (each instanceof AssertionError || each instanceof TestAbortedException) {
                return each;
            }
        }
        return carried;
    }
}
