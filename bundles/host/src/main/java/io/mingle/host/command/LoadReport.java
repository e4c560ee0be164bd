package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.host.console.Table;
import io.mingle.host.load.LoadFigures;
import io.mingle.host.load.Overload.Finding;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code mingle bench serve} tells: a row for each number of clients, and what holds. */
final class LoadReport {

    private static final List<String> COLUMNS =
            List.of(
                    "CLIENTS",
                    "REQUESTS/S",
                    "TOKENS/S",
                    "WITHOUT HTTP",
                    "OF IT",
                    "FIRST TOKEN P50, MS",
                    "P99",
                    "ANSWER P50, MS",
                    "P99",
                    "REFUSED",
                    "FAILED");

    private final URI server;
    private final List<Row> rows = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private String model = "";

    /** What clients met, and what they would have without HTTP; null where nobody tried. */
    private record Row(LoadFigures http, LoadFigures limit) {}

    LoadReport(URI server) {
        this.server = server;
    }

    URI server() {
        return server;
    }

    void model(String name) {
        model = name;
    }

    void add(LoadFigures http, LoadFigures limit) {
        rows.add(new Row(http, limit));
    }

    void add(List<Finding> more) {
        findings.addAll(more);
    }

    /** Tells whether all is as it should be. */
    boolean holds() {
        return rows.stream().allMatch(row -> row.http().failed() == 0)
                && findings.stream().allMatch(Finding::holds);
    }

    void print(PrintStream out) {
        out.printf(
                "%s at %s, asked about a picture; %s processors here%n%n",
                model, server, Runtime.getRuntime().availableProcessors());
        Table table = new Table(COLUMNS);
        rows.forEach(row -> table.row(cells(row)));
        out.print(table);
        rows.stream()
                .map(Row::http)
                .filter(it -> it.failed() > 0)
                .forEach(it -> out.println("A failure says: " + it.firstFailure()));
        out.println(
                "First token and answer: from the request to the first words, and to the end."
                        + " Tokens are those of answers.");
        if (!findings.isEmpty()) {
            out.println();
            Table held = new Table(List.of("AT TWICE THE CAPACITY", "FOUND", "LIMIT", "HOLDS"));
            findings.forEach(
                    it ->
                            held.row(
                                    List.of(
                                            it.what(),
                                            it.found(),
                                            it.limit(),
                                            it.holds() ? "yes" : "NO")));
            out.print(held);
        }
    }

    private static List<String> cells(Row row) {
        LoadFigures http = row.http();
        LoadFigures limit = row.limit();
        return List.of(
                Integer.toString(http.clients()),
                format("%.2f", http.requestsPerSecond()),
                format("%.1f", http.tokensPerSecond()),
                limit == null ? "" : format("%.1f", limit.tokensPerSecond()),
                limit == null
                        ? ""
                        : format("%.0f %%", 100 * http.tokensPerSecond() / limit.tokensPerSecond()),
                format("%.0f", http.firstMillis().p50()),
                format("%.0f", http.firstMillis().p99()),
                format("%.0f", http.millis().p50()),
                format("%.0f", http.millis().p99()),
                Long.toString(http.refused()),
                Long.toString(http.failed()));
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    ObjectNode json() {
        ObjectNode object = Json.object();
        object.put("benchmark", "serve").put("model", model).put("server", server.toString());
        object.put("processors", Runtime.getRuntime().availableProcessors());
        ArrayNode cases = object.putArray("cases");
        for (Row row : rows) {
            ObjectNode one = figures(cases.addObject(), row.http());
            if (row.limit() != null) {
                figures(one.putObject("without_http"), row.limit());
            }
        }
        ArrayNode found = object.putArray("findings");
        for (Finding finding : findings) {
            found.addObject()
                    .put("what", finding.what())
                    .put("found", finding.found())
                    .put("limit", finding.limit())
                    .put("holds", finding.holds());
        }
        return object;
    }

    private static ObjectNode figures(ObjectNode object, LoadFigures figures) {
        object.put("clients", figures.clients()).put("seconds", figures.seconds());
        object.put("answered", figures.answered());
        object.put("requests_per_second", figures.requestsPerSecond());
        object.put("tokens_per_second", figures.tokensPerSecond());
        quantiles(object.putObject("first_token_ms"), figures.firstMillis());
        quantiles(object.putObject("answer_ms"), figures.millis());
        ObjectNode refused = object.putObject("refused");
        figures.refusals().forEach(refused::put);
        object.put("failed", figures.failed());
        return figures.failed() == 0 ? object : object.put("first_failure", figures.firstFailure());
    }

    private static void quantiles(ObjectNode object, LoadFigures.Quantiles millis) {
        object.put("p50", millis.p50()).put("p99", millis.p99());
    }
}
