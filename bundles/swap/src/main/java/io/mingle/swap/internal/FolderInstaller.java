package io.mingle.swap.internal;

import java.io.File;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes jars over from FileInstall, which watches the folder. Unlike what FileInstall has for them
 * itself, it never refuses one, whatever is in it: so FileInstall asks nobody else.
 */
@Component(property = Constants.SERVICE_RANKING + ":Integer=1000")
public final class FolderInstaller implements ArtifactInstaller {

    private static final String JAR = ".jar";

    private final WatchedSkills skills;

    @Activate
    public FolderInstaller(@Reference WatchedSkills skills) {
        this.skills = skills;
    }

    @Override
    public boolean canHandle(File file) {
        return file.getName().endsWith(JAR);
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
