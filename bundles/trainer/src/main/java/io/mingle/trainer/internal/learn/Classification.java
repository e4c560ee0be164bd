package io.mingle.trainer.internal.learn;

import io.mingle.nn.Value;
import io.mingle.tensor.DataType;
import io.mingle.trainer.Terms;

/**
 * Terms of what tells things apart: tokens that follow, words that sound, letters under patches. Of
 * {@code N} rows that choose among {@code C}, logits are {@code [N, C]} and labels {@code [N]}.
 */
public final class Classification {

    /** The label where nobody knows; what has it does not count. */
    public static final int UNKNOWN = -100;

    private Classification() {}

    /** Adds what a task is about, and the share of right ones. */
    public static void loss(Value logits, Value labels, Terms terms) {
        terms.loss(logits.call("torch.cross_entropy_loss", labels));
        terms.share("", hits(logits, labels).call("torch.mean"));
    }

    /** Adds a guide, and the share of right ones. */
    public static void guide(String name, Value logits, Value labels, Terms terms) {
        terms.guide(name, logits.call("torch.cross_entropy_loss", labels));
        terms.share(name, hits(logits, labels).call("torch.mean"));
    }

    /**
     * Adds a guide most of whose rows have nothing to tell, and the share of right ones among the
     * others.
     *
     * @param labels 0 for nothing; {@link #UNKNOWN} where nobody knows, which does not count
     * @param nothing what a row with nothing weighs, where the others weigh 1
     */
    public static void guide(String name, Value logits, Value labels, double nothing, Terms terms) {
        Value thing = labels.call("torch.gt", 0).to(DataType.FLOAT32).named("thing");
        Value known = labels.call("torch.ge", 0).to(DataType.FLOAT32);
        Value weight = thing.times(1 - nothing).plus(nothing).times(known).named("weight");
        Value all = weight.call("torch.sum").call("torch.clamp_min", 1e-6);
        Value each = logits.call("torch.cross_entropy_loss", labels, null, 0);
        terms.guide(name, each.times(weight).call("torch.sum").over(all));
        Value right = hits(logits, labels).times(thing).call("torch.sum");
        terms.share(name, right.over(thing.call("torch.sum")));
    }

    private static Value hits(Value logits, Value labels) {
        return logits.call("torch.argmax", -1).call("torch.eq", labels).to(DataType.FLOAT32);
    }
}
