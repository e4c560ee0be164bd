package io.mingle.trainer.internal.run;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.TrainingPlan;
import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in the folder of a training before it begins; nothing is written here. */
final class TrainingFolder {

    private TrainingFolder() {}

    /**
     * Finds what a training begins with.
     *
     * @return the file of the state, or null to begin with nothing
     * @throws InvalidRequestException if it is missing, or if a new training would overwrite a
     *     model
     */
    static Path state(TrainingPlan plan) {
        Path out = plan.out();
        if (plan.resume()) {
            return present(out, "Train without --resume first, into a folder without a model.");
        }
        if (plan.from() != null && same(plan.from(), out)) {
            throw new InvalidRequestException(
                    "%s was named with both --from and --out, where the new training would overwrite the one that it begins with. Name another folder with --out, or go on with --resume instead of --from."
                            .formatted(out));
        }
        requireNoModel(out);
        return plan.from() == null ? null : beginning(plan.from());
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            // One of them is not there, so that at most the names can be the same.
            return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
        }
    }

    /** A model may be the work of days, or of somebody else. */
    private static void requireNoModel(Path out) {
        if (!Files.exists(out)) {
            return;
        }
        List<String> weights;
        try (Stream<Path> files = Files.list(out)) {
            weights =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".safetensors"))
                            .sorted()
                            .toList();
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "The model was to be written into the folder %s, which cannot be listed (%s). Name another with --out."
                            .formatted(out, e),
                    e);
        }
        if (!weights.isEmpty()) {
            throw new InvalidRequestException(
                    "A new model was to be trained into %s, which holds one: %s. Name another folder with --out%s."
                            .formatted(
                                    out,
                                    String.join(", ", weights),
                                    weights.contains(TrainingRun.STATE)
                                            ? ", or go on with that training with --resume"
                                            : ""));
        }
    }

    /** Finds the weights of a folder: the state of a training, or a model that has none. */
    private static Path beginning(Path from) {
        Path model = from.resolve(TrainingRun.MODEL);
        return Files.exists(model) && !Files.exists(from.resolve(TrainingRun.STATE))
                ? model
                : present(from, "Name a folder that mingle train wrote, or one with a model.");
    }

    /**
     * Finds the weights that a model is served with.
     *
     * @throws InvalidRequestException if they are not in one file
     */
    static Path model(Path folder) {
        Path model = folder.resolve(TrainingRun.MODEL);
        if (!Files.exists(model)) {
            throw new InvalidRequestException(
                    "A task without trials was to be measured by the weights of %s, and %s is missing there. Name a model that mingle train wrote."
                            .formatted(folder, TrainingRun.MODEL));
        }
        return model;
    }

    private static Path present(Path folder, String advice) {
        Path state = folder.resolve(TrainingRun.STATE);
        if (!Files.exists(state)) {
            throw new InvalidRequestException(
                    "There is no training to go on with in %s: %s is missing. %s"
                            .formatted(folder, TrainingRun.STATE, advice));
        }
        return state;
    }

    /** Reads the configuration of the model that is to be gone on with, and of its folders. */
    static ConfigSection configuration(Path model) {
        try {
            return FolderConfigurations.joined(model);
        } catch (BrokenModelException e) {
            throw new BrokenModelException(
                    "The training was to go on with the model of %s, but it cannot be read: %s Bring the file back from a copy, or train into another folder without --resume."
                            .formatted(model.resolve(ModelFolder.CONFIG), e.getMessage()),
                    e);
        }
    }
}
