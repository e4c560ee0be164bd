package io.mingle.core.internal.inventory;

import io.mingle.api.model.ModelInspector;
import io.mingle.api.model.ModelReport;
import io.mingle.inventory.TensorInventory;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Asks the networks of all installed bundles which tensors they need, and looks for them. */
@Component
public final class FolderInspector implements ModelInspector {

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<TensorInventory> inventories;

    @Activate
    public FolderInspector() {
        this(List.of());
    }

    /** Asks these networks, outside a framework. */
    public FolderInspector(List<TensorInventory> inventories) {
        this.inventories = inventories;
    }

    @Override
    public ModelReport inspect(Path directory) {
        return new FolderInspection(directory, inventories).report();
    }
}
