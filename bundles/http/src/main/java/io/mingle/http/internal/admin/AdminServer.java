package io.mingle.http.internal.admin;

import io.mingle.http.internal.AdminAddress;
import java.io.IOException;
import java.net.URI;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Opens the port for those who replace and drain skills: a second server of Felix HTTP, by a
 * configuration of its factory. Without the framework property {@value AdminAddress#PROPERTY} there
 * is none.
 */
@Component(service = AdminServer.class, immediate = true)
public final class AdminServer {

    /** Selects the server among others; what is not meant for it is kept off it by the gate. */
    public static final String TARGET = "(mingle.server=admin)";

    private static final String FACTORY = "org.apache.felix.http";
    private static final String NAME = "mingle-admin";

    private final Configuration configuration;

    @Activate
    public AdminServer(@Reference ConfigurationAdmin configurations, BundleContext context)
            throws IOException {
        String address = context.getProperty(AdminAddress.PROPERTY);
        configuration =
                address == null ? null : configurations.getFactoryConfiguration(FACTORY, NAME, "?");
        if (configuration != null) {
            configuration.updateIfDifferent(properties(URI.create(address)));
        }
    }

    /** What is not said here, such as the key store, is as it is for the other server. */
    private static Dictionary<String, Object> properties(URI address) {
        boolean secure = "https".equals(address.getScheme());
        String port = Integer.toString(address.getPort());
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("org.apache.felix.http.name", NAME);
        properties.put("org.apache.felix.http.host", address.getHost());
        properties.put("org.apache.felix.http.enable", !secure);
        properties.put("org.apache.felix.https.enable", secure);
        properties.put("org.osgi.service.http.port", port);
        properties.put("org.osgi.service.http.port.secure", port);
        properties.put("org.apache.felix.http.runtime.init.mingle.server", "admin");
        return properties;
    }

    @Deactivate
    void close() throws IOException {
        if (configuration != null) {
            configuration.delete();
        }
    }
}
