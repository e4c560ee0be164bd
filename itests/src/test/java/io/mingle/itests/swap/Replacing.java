package io.mingle.itests.swap;

import io.mingle.broker.Lease;
import io.mingle.itests.skill.SkillBundle;
import io.mingle.itests.swap.Cell.Target;
import io.mingle.itests.swap.Cell.Way;
import io.mingle.swap.SwapReport;
import io.mingle.swap.Swapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.Bundle;

/** Replaces a bundle again and again, in one of the ways that there are. */
final class Replacing {

    /** What a skill needs is said as docs/writing-a-skill.md has it. */
    static final String NEEDS = "io.mingle.modality;filter:=\"(modality=picture)\"";

    private static final AtomicInteger VERSION = new AtomicInteger();

    private final HostInTest host;
    private final Target target;
    private final Way way;
    private final Path folder;
    private final List<String> problems = new ArrayList<>();
    private final Path watched;
    private int count;

    /**
     * Installs the skill that may be replaced, or may be called meanwhile.
     *
     * @param folder for jars
     */
    Replacing(HostInTest host, Target target, Way way, Path folder) throws Exception {
        this.host = host;
        this.target = target;
        this.way = way;
        this.folder = folder;
        // FileInstall remembers what came from a file, even if others have taken that away.
        String file = target == Target.SKILL ? "skill-" + VERSION.get() : target.bundle();
        this.watched = host.skills().resolve(file + ".jar");
        host.install(SkillBundle.ASKING, skill());
        if (target == Target.SKILL && way == Way.FOLDER) {
            host.bundle(SkillBundle.ASKING).uninstall();
            Files.copy(skill(), watched);
            host.await(SkillBundle.ASKING, 0);
        }
    }

    private Path skill() throws Exception {
        return SkillBundle.asking(folder, "1.0." + VERSION.incrementAndGet(), NEEDS);
    }

    /** Replaces it once. */
    void again() throws Exception {
        count++;
        Path jar = jar();
        switch (way) {
            case SWAPPER -> swap(jar);
            case FOLDER -> drop(jar);
            case UPDATE -> update(jar);
        }
    }

    /** Returns what the reports complained about so far. */
    List<String> problems() {
        return problems;
    }

    /** The skill comes in a new version each time, the others as they are. */
    private Path jar() throws Exception {
        if (target == Target.SKILL) {
            return skill();
        }
        Path jar = folder.resolve(target.bundle() + ".jar");
        if (count == 1) {
            try (InputStream from = HostInTest.carried(target.bundle())) {
                Files.copy(from, jar, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return jar;
    }

    private void swap(Path jar) {
        try (Lease<Swapper> lease = host.mingle().lease(Swapper.class)) {
            SwapReport report = lease.service().swap(jar);
            if (report.outcome() != SwapReport.Outcome.SWAPPED) {
                problems.add(report.toString());
            }
        }
    }

    private void update(Path jar) throws Exception {
        Bundle bundle = host.bundle(target.bundle());
        bundle.update(jar.toUri().toURL().openStream());
        host.refresh(bundle);
    }

    /** Copies it into the folder in one step, and waits until it is what runs. */
    private void drop(Path jar) throws Exception {
        long before = host.bundle(target.bundle()).getLastModified();
        Path next = Files.copy(jar, folder.resolve("next"), StandardCopyOption.REPLACE_EXISTING);
        // FileInstall goes by the time of the file, in whole seconds on some systems.
        Files.setLastModifiedTime(next, FileTime.from(Instant.now().plusSeconds(count)));
        Files.move(next, watched, StandardCopyOption.ATOMIC_MOVE);
        host.await(target.bundle(), before);
    }
}
