package io.mingle.trainer.internal.learn;

import io.mingle.nn.Body;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.trainer.Inputs;
import java.util.List;
import java.util.function.Function;

/**
 * The tensors of a batch in the list that a method takes. A name gets its place where it is first
 * asked for.
 */
final class NamedInputs implements Inputs {

    /** Behind what is to be done and its settings. */
    static final int FIRST = 2;

    private final List<String> names;
    private final Body body;
    private final Value list;

    /**
     * Declares the list as the next parameter of a method.
     *
     * @param names in the order of the list, from {@link #FIRST} on; grows
     */
    NamedInputs(List<String> names, Body body) {
        this.names = names;
        this.body = body;
        this.list = body.parameter("inputs", Type.TENSORS);
    }

    Value list() {
        return list;
    }

    @Override
    public Body body() {
        return body;
    }

    @Override
    public Value tensor(String name) {
        if (!names.contains(name)) {
            names.add(name);
        }
        return list.get(FIRST + names.indexOf(name)).named(name);
    }

    @Override
    public Value integers(String name) {
        return body.call(Type.INTS, "self.integers", tensor(name));
    }

    @Override
    public List<Value> part(String name, List<String> results, Function<Inputs, Value> content) {
        return body.part(names, name, it -> content.apply(new NamedInputs(names, it)))
                .callForAll(results, list);
    }
}
