package io.mingle.trust.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

class RestrictionPolicyTest {

    private static ServiceReference<?> offered(String service) {
        return (ServiceReference<?>)
                Proxy.newProxyInstance(
                        RestrictionPolicyTest.class.getClassLoader(),
                        new Class<?>[] {ServiceReference.class},
                        (proxy, method, arguments) ->
                                arguments[0].equals(Constants.OBJECTCLASS)
                                        ? new String[] {service}
                                        : null);
    }

    /** They would stand between callers and the server, and see keys and conversations. */
    @Test
    void servletsAndFiltersAreNotOfferedByWhoIsRestricted() {
        assertFalse(RestrictionPolicy.isOffered(offered("jakarta.servlet.Servlet")));
        assertFalse(RestrictionPolicy.isOffered(offered("jakarta.servlet.Filter")));
        assertFalse(RestrictionPolicy.isOffered(offered("javax.servlet.Servlet")));
        assertTrue(RestrictionPolicy.isOffered(offered("io.mingle.api.skill.Skill")));
        assertTrue(RestrictionPolicy.isOffered(offered("com.example.Greeter")));
    }
}
