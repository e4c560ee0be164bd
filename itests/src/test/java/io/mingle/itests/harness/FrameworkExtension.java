package io.mingle.itests.harness;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * Takes tests into the framework.
 *
 * <p>The same class is at work on both sides. Outside it starts the framework before the first test
 * of a class, has the framework run each test in the test's place, and stops it after the last.
 * Inside it lets the tests run and gives them their parameters.
 */
final class FrameworkExtension
        implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor, ParameterResolver {

    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(FrameworkExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (isOutside()) {
            Class<?> test = context.getRequiredTestClass();
            context.getStore(OURS).put(test, ForkedFramework.start(test));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (isOutside()) {
            ForkedFramework framework = running(context);
            if (framework != null) {
                framework.stop();
            }
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        if (isOutside()) {
            invocation.skip();
            running(context).run(method.getExecutable());
        } else {
            invocation.proceed();
        }
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        proceedInside(invocation);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        proceedInside(invocation);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().isInterface()
                && !parameter.getParameter().getType().getName().startsWith("org.junit.");
    }

    /** Returns the service; outside, where the test does not run, null. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (isOutside()) {
            return null;
        }
        BundleContext own =
                FrameworkUtil.getBundle(context.getRequiredTestClass()).getBundleContext();
        Class<?> type = parameter.getParameter().getType();
        return type == BundleContext.class ? own : Services.await(own, type);
    }

    private static void proceedInside(Invocation<Void> invocation) throws Throwable {
        if (isOutside()) {
            invocation.skip();
        } else {
            invocation.proceed();
        }
    }

    private static ForkedFramework running(ExtensionContext context) {
        return context.getStore(OURS).get(context.getRequiredTestClass(), ForkedFramework.class);
    }

    private static boolean isOutside() {
        return FrameworkUtil.getBundle(FrameworkExtension.class) == null;
    }
}
