package io.mingle.host.command;

import io.mingle.api.demo.Demo;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.model.InstalledModel;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import java.util.ArrayList;
import java.util.List;

/**
 * What a bundle shows of itself.
 *
 * @param name the name of its demo
 * @param cases what it shows, in order; none if it failed
 * @param remarks what readers have to know
 * @param failure why its cases could not be listed; null if they could
 */
record OfferedDemo(
        String name, List<DemoCase> cases, List<String> remarks, RuntimeException failure) {

    /**
     * Asks the installed bundles, each but once.
     *
     * @param wanted the names of some; empty for all
     * @param model the one that is shown
     * @return by name, or in the order in which they were wanted
     * @throws InvalidRequestException if there is none of a name; the message lists those there are
     */
    static List<OfferedDemo> list(Mingle mingle, List<String> wanted, InstalledModel model) {
        List<String> names = mingle.values(Demo.class, "name");
        for (String name : wanted) {
            if (!names.contains(name)) {
                throw new InvalidRequestException(
                        "There is no demo '%s'. There are: %s."
                                .formatted(name, String.join(", ", names)));
            }
        }
        List<OfferedDemo> all = new ArrayList<>();
        for (String name : wanted.isEmpty() ? names : wanted) {
            all.add(of(mingle, name, model));
        }
        return all;
    }

    /** What goes wrong in one bundle is no reason to be silent about the others. */
    private static OfferedDemo of(Mingle mingle, String name, InstalledModel model) {
        try (Lease<Demo> lease = mingle.lease(Demo.class, "(name=" + name + ")")) {
            Demo demo = lease.service();
            return new OfferedDemo(
                    name, List.copyOf(demo.cases()), List.copyOf(demo.remarks(model)), null);
        } catch (RuntimeException e) {
            return new OfferedDemo(name, List.of(), List.of(), e);
        }
    }
}
