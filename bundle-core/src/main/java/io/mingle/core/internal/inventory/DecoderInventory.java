package io.mingle.core.internal.inventory;

import io.mingle.inventory.Submodel;
import io.mingle.inventory.TensorInventory;
import io.mingle.model.ModelFolder;
import io.mingle.nn.Parameters;
import io.mingle.thinker.decoder.DecoderNetwork;
import io.mingle.thinker.tokenizer.SpecialTokens;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The language model, as its network names its parameters, and its tokenizer. */
@Component
public final class DecoderInventory implements TensorInventory {

    @Override
    public List<Submodel> submodels(ModelFolder folder) {
        Parameters parameters = new Parameters();
        new DecoderNetwork(folder.decoder(), parameters.scope());
        return List.of(Submodel.of("decoder", "model.", parameters));
    }

    @Override
    public void check(ModelFolder folder) {
        SpecialTokens.read(folder.tokenizerFile(), folder.decoder());
    }
}
