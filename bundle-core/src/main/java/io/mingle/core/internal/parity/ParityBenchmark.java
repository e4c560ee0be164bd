package io.mingle.core.internal.parity;

import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.bench.MachineLimits;
import io.mingle.parity.Difference;
import io.mingle.parity.Finding;
import io.mingle.parity.ParityCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Compares the networks of all installed bundles with the published implementation. */
@Component(property = "name=" + ParityBenchmark.NAME)
public final class ParityBenchmark implements Benchmark {

    static final String NAME = "parity";

    private static final List<String> COLUMNS =
            List.of(
                    "PART",
                    "STAGE",
                    "INPUT",
                    "PRECISION",
                    "DIFFERENCE",
                    "ALLOWED",
                    "WITHIN 2 STEPS",
                    "VERDICT");
    private static final List<String> NOTES =
            List.of(
                    "Scale is the largest value of the reference; steps are those of bfloat16"
                            + " rounding. Noise is how far the reference's bfloat16 run is from its"
                            + " float32 run: this run's distance from the latter and from the"
                            + " former, in the root mean square.");

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<ParityCheck> checks;

    @Activate
    public ParityBenchmark() {
        this(List.of());
    }

    /** Runs these checks, outside a framework. */
    public ParityBenchmark(List<ParityCheck> checks) {
        this.checks = checks;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Small random networks: how far each stage is from the published implementation.";
    }

    @Override
    public BenchmarkReport run(Duration perCase, Consumer<String> progress) {
        List<List<String>> rows = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        List<ParityCheck> ordered = new ArrayList<>(checks);
        ordered.sort(Comparator.comparing(ParityCheck::part));
        for (ParityCheck check : ordered) {
            progress.accept("comparing the " + check.part());
            try {
                check.run(finding -> note(check.part(), finding, rows, failures));
            } catch (RuntimeException e) {
                if (!Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                failures.add(
                        "The comparison of the %s was interrupted. Run it again."
                                .formatted(check.part()));
                break;
            }
        }
        String parts = ordered.stream().map(ParityCheck::part).collect(Collectors.joining(", "));
        List<String> notes = new ArrayList<>(NOTES);
        notes.add("Parts that the installed bundles compare: " + parts + ".");
        return new BenchmarkReport(MachineLimits.machine(), COLUMNS, rows, notes, failures);
    }

    private static void note(
            String part, Finding finding, List<List<String>> rows, List<String> failures) {
        rows.add(row(part, finding));
        if (!finding.difference().within()) {
            failures.add(failure(finding));
        }
    }

    private static List<String> row(String part, Finding finding) {
        Difference difference = finding.difference();
        return List.of(
                part,
                finding.stage(),
                finding.input(),
                finding.precision().toString(),
                difference.found(),
                difference.allowed(),
                difference.withinTwoSteps().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "%.1f %%",
                                100 * difference.withinTwoSteps().getAsDouble())
                        : "",
                difference.within() ? "ok" : "TOO FAR");
    }

    private static String failure(Finding finding) {
        Difference difference = finding.difference();
        return "The %s differ too far from the reference: %s, allowed is %s. %s."
                .formatted(
                        finding.subject(),
                        difference.found(),
                        difference.allowed(),
                        difference.detail());
    }
}
