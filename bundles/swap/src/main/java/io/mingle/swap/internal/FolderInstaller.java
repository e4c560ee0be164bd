package io.mingle.swap.internal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes the jars of the folder of skills over from FileInstall, which watches it. Unlike what
 * FileInstall has for jars itself, it never refuses one, whatever is in it: so FileInstall asks
 * nobody else. What FileInstall watches for others, such as Karaf's {@code deploy}, it leaves.
 */
@Component(property = Constants.SERVICE_RANKING + ":Integer=1000")
public final class FolderInstaller implements ArtifactInstaller {

    private static final String WATCH = "felix.fileinstall.";
    private static final String JAR = ".jar";

    private final WatchedSkills skills;
    private final List<File> folders;
    private final boolean deep;

    @Activate
    public FolderInstaller(@Reference WatchedSkills skills, BundleContext context) {
        this.skills = skills;
        String named = context.getProperty(WATCH + "dir");
        this.folders =
                Stream.ofNullable(named)
                        .flatMap(it -> Arrays.stream(it.split(",")))
                        .map(String::strip)
                        .filter(it -> !it.isEmpty())
                        .map(it -> canonical(new File(it)))
                        .toList();
        this.deep = "recurse".equals(context.getProperty(WATCH + "subdir.mode"));
    }

    /** Of the file it is the place that counts: a link in the folder is in the folder. */
    @Override
    public boolean canHandle(File file) {
        if (!file.getName().endsWith(JAR)) {
            return false;
        }
        File place = file.getAbsoluteFile().getParentFile();
        while (deep && place != null && !folders.contains(canonical(place))) {
            place = place.getParentFile();
        }
        return place != null && folders.contains(canonical(place));
    }

    private static File canonical(File folder) {
        try {
            return folder.getCanonicalFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void install(File file) {
        skills.put(file.toPath());
    }

    @Override
    public void update(File file) {
        skills.put(file.toPath());
    }

    @Override
    public void uninstall(File file) {
        skills.takeAway(file.toPath());
    }
}
