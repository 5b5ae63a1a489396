package io.switchboard.standalone.sdk;

import java.nio.file.Path;

/** The folder of this module, wherever the tests are started from. */
final class ModuleFolder {

    private ModuleFolder() {
    }

    static Path at(String path) {
        return Path.of(System.getProperty("basedir", "")).resolve(path);
    }
}
