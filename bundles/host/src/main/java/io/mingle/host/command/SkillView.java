package io.mingle.host.command;

import io.mingle.api.model.MemoryUse;
import io.mingle.broker.Provider;
import io.mingle.host.Mingle;
import io.mingle.host.launch.InstalledBundle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A skill as a person is shown it.
 *
 * @param name what to call it by
 * @param bundle the symbolic name of its bundle
 * @param version of the bundle
 * @param state {@code active}, {@code draining}, or the state of a bundle that does not run
 * @param memory what its bundle holds, in bytes
 * @param problem why it does not run; empty if it does
 */
record SkillView(
        String name, String bundle, String version, String state, long memory, String problem) {

    private static final String TYPED = "io.mingle.api.understanding.";

    /**
     * Lists what bundles declare in the namespace of skills, running or not, and the typed services
     * that are provided.
     */
    static List<SkillView> list(Mingle mingle, List<MemoryUse> uses) {
        List<Provider> providers = mingle.broker().providers();
        List<SkillView> views = new ArrayList<>();
        for (InstalledBundle bundle : mingle.bundles()) {
            for (InstalledBundle.DeclaredSkill skill : bundle.skills()) {
                views.add(
                        new SkillView(
                                skill.name(),
                                bundle.name(),
                                bundle.version(),
                                state(bundle, providers),
                                memory(bundle.name(), uses),
                                bundle.problem()));
            }
        }
        for (Provider provider : providers) {
            if (provider.service().startsWith(TYPED)) {
                views.add(
                        new SkillView(
                                provider.service().substring(TYPED.length()),
                                provider.bundle(),
                                provider.version(),
                                provider.state().toLowerCase(Locale.ROOT),
                                memory(provider.bundle(), uses),
                                ""));
            }
        }
        views.sort(Comparator.comparing(SkillView::bundle).thenComparing(SkillView::name));
        return views;
    }

    private static String state(InstalledBundle bundle, List<Provider> providers) {
        boolean draining =
                providers.stream()
                        .anyMatch(
                                it ->
                                        it.bundle().equals(bundle.name())
                                                && it.state().equals(Provider.DRAINING));
        return draining ? "draining" : bundle.state().toLowerCase(Locale.ROOT);
    }

    private static long memory(String bundle, List<MemoryUse> uses) {
        return uses.stream()
                .filter(use -> use.owner().equals(bundle))
                .mapToLong(MemoryUse::bytes)
                .sum();
    }
}
