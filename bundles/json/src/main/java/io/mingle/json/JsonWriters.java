package io.mingle.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writers of JSON that keep a few buffers for all threads, and none for each. */
public final class JsonWriters {

    private JsonWriters() {}

    /**
     * Makes a writer of JSON in one line. Any thread may use it.
     *
     * @param buffers how many it keeps between calls, 1 or more
     */
    public static ObjectWriter keeping(int buffers) {
        JsonFactory factory =
                JsonFactory.builder()
                        .recyclerPool(JsonRecyclerPools.newBoundedPool(buffers))
                        .build();
        return JsonMapper.builder(factory).build().writer();
    }
}
