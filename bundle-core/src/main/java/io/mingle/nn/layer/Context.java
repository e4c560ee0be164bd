package io.mingle.nn.layer;

import io.mingle.nn.Value;

/** What rows attend to, as causal attention has it: the rows before them and themselves. */
@FunctionalInterface
public interface Context {

    /**
     * Writes what each row makes of the values whose keys it sees.
     *
     * @param rows queries, keys and values of the rows
     * @return [batch, heads, rows, size]
     */
    Value attend(QueryKeyValue rows);

    /**
     * Returns the context of rows that attend to one another alone.
     *
     * @param see [batch, 1, rows, rows]: not zero where a row sees another
     */
    static Context masked(Value see) {
        return rows -> rows.q().call("self.attend_masked", rows.k(), rows.v(), see);
    }
}
