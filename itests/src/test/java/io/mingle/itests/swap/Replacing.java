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
    private static final long LIMIT_MILLIS = 120_000;

    private final HostInTest host;
    private final Target target;
    private final Way way;
    private final Path folder;
    private final List<String> problems = new ArrayList<>();
    private int count;

    /**
     * Prepares it.
     *
     * @param folder for jars
     */
    Replacing(HostInTest host, Target target, Way way, Path folder) {
        this.host = host;
        this.target = target;
        this.way = way;
        this.folder = folder;
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
            return SkillBundle.asking(folder, "1.0." + VERSION.incrementAndGet(), NEEDS);
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
        Files.move(
                next,
                host.skills().resolve(target.bundle() + ".jar"),
                StandardCopyOption.ATOMIC_MOVE);
        long end = System.nanoTime() + LIMIT_MILLIS * 1_000_000;
        while (!host.isBack(target.bundle(), before)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(jar + " was not taken from the folder");
            }
            Thread.sleep(1);
        }
    }
}
