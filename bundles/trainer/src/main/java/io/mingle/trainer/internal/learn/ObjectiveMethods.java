package io.mingle.trainer.internal.learn;

import io.mingle.nn.Body;
import io.mingle.nn.Method;
import io.mingle.nn.Methods;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.trainer.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The methods of one objective. Each takes a list of what is to be done, the {@link Shares}, and
 * the tensors of the batch in the order of {@link #names}.
 */
final class ObjectiveMethods {

    private final Loss loss;
    private final List<String> names = new ArrayList<>();
    private List<Told> told = List.of();
    private boolean telling;

    ObjectiveMethods(Loss loss) {
        this.loss = loss;
    }

    /**
     * Adds the methods.
     *
     * @param places of the weights that learn
     * @param slots of their gradients
     * @return those that learn from a batch, measure it, and tell the loss of each example
     */
    List<Method> addTo(Methods methods, List<Integer> places, List<Integer> slots) {
        Method terms = methods.add("terms", this::terms);
        Method learn =
                methods.add(
                        "learn",
                        body -> {
                            List<Value> made = made(terms, body);
                            body.statement(
                                    "self.add_gradients(%s, %s, %s)",
                                    made.get(0), body.numbers(places), body.numbers(slots));
                            return body.list(made.get(1).call("torch.detach"));
                        });
        Method measure =
                methods.add(
                        "measure", body -> withoutGradients(body, () -> made(terms, body).get(1)));
        Method each = methods.add("each", body -> withoutGradients(body, () -> each(body)));
        return List.of(learn, measure, each);
    }

    private static List<Value> made(Method terms, Body body) {
        Value inputs = body.parameter("inputs", Type.TENSORS);
        return terms.callForAll(List.of("loss", "figures"), inputs);
    }

    private Value terms(Body body) {
        NamedInputs inputs = new NamedInputs(names, body);
        CollectedTerms terms = new CollectedTerms();
        loss.write(inputs, terms);
        terms.requireLoss();
        told = terms.names();
        Value shares = inputs.list().get(1).named("shares");
        return body.tuple(terms.sum(shares), terms.told(body));
    }

    /** Gives no number where the loss of each example is not told. */
    private Value each(Body body) {
        Optional<Value> each = loss.each(new NamedInputs(names, body));
        telling = each.isPresent();
        return each.orElseGet(() -> body.call("torch.zeros", List.of(0), "dtype=6"));
    }

    private static Value withoutGradients(Body body, Supplier<Value> content) {
        body.statement("off = torch.set_grad_enabled(False)");
        Value made = content.get();
        body.statement("on = torch.set_grad_enabled(True)");
        return body.list(made);
    }

    /** Returns the names of the tensors that it asks for, when it has been written. */
    List<String> names() {
        return names;
    }

    /** Returns what is told of each batch, when it has been written. */
    List<Told> told() {
        return told;
    }

    /** Returns whether the loss of each example is told, when it has been written. */
    boolean isTelling() {
        return telling;
    }
}
