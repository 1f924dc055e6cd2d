package dev.backflow.launcher.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the launcher's jar. */
final class LauncherVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var version = LauncherVersion.class.getPackage().getImplementationVersion();
        return new String[] {"Backflow " + (version == null ? "(not run from its jar)" : version)};
    }
}
