package io.mingle.core.internal.model;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.model.ModelSource;
import io.mingle.core.internal.inventory.DecoderInventory;
import io.mingle.core.internal.model.LastModel.Used;
import io.mingle.inventory.SubmodelCheck;
import io.mingle.model.ModelFolder;
import io.mingle.nn.Precision;
import io.mingle.thinker.Checkpoint;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configured folder, or else the one that the best model source brings, checked. Where another
 * one served before, that goes on serving if the configured one does not fit.
 */
@Component(
        service = {Checkpoint.class, InstalledModel.class},
        configurationPid = "io.mingle.model")
@Designate(ocd = ModelSettings.class)
public final class CheckpointInUse implements Checkpoint, InstalledModel {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointInUse.class);

    private final ModelFolder folder;
    private final String name;

    @Activate
    public CheckpointInUse(
            ModelSettings settings,
            @Reference(
                            cardinality = ReferenceCardinality.OPTIONAL,
                            policyOption = ReferencePolicyOption.GREEDY)
                    ModelSource source,
            @Reference LastModel last) {
        Used used;
        if (!settings.directory().isBlank()) {
            used = configured(settings.directory(), last);
        } else if (source != null) {
            used = new Used(open(source.directory()), source.name());
        } else {
            throw new BrokenModelException(
                    "No model is installed. Name a folder with --model DIR, or install a bundle"
                            + " that brings one.");
        }
        folder = used.folder();
        name = used.name();
        last.set(used);
    }

    private static Used configured(String directory, LastModel last) {
        try {
            ModelFolder folder = open(Path.of(directory));
            return new Used(folder, folder.name());
        } catch (BrokenModelException e) {
            Used before = last.get().orElseThrow(() -> e);
            LOG.warn(
                    "The model folder was set to {}, which cannot be used; {} goes on serving. {}",
                    directory,
                    before.name(),
                    e.getMessage());
            try {
                return new Used(open(before.folder().directory()), before.name());
            } catch (BrokenModelException gone) {
                e.addSuppressed(gone);
                throw e;
            }
        }
    }

    /** Uses a folder outside a framework. */
    public CheckpointInUse(Path directory) {
        folder = open(directory);
        name = folder.name();
    }

    /** Without a language model there is nothing to run; other networks are checked on loading. */
    private static ModelFolder open(Path directory) {
        ModelFolder folder = ModelFolder.open(directory);
        SubmodelCheck.require(folder, new DecoderInventory().submodels(folder));
        return folder;
    }

    @Override
    public ModelFolder folder() {
        return folder;
    }

    @Override
    public Precision precision() {
        return Precision.of(folder.torchDtype());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path directory() {
        return folder.directory();
    }

    @Override
    public long parameters() {
        return folder.weights().elements();
    }
}
