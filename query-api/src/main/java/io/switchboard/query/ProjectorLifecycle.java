package io.switchboard.query;

import io.switchboard.projector.Projector;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the projector when every bean is made (by then the write side, if it lives in this process, has made the
 * topics) and before HTTP is served; stops it after HTTP has stopped.
 */
final class ProjectorLifecycle implements SmartLifecycle {

    private final Projector projector;
    private volatile boolean running;

    ProjectorLifecycle(Projector projector) {
        this.projector = projector;
    }

    @Override
    public void start() {
        projector.start();
        running = true;
    }

    @Override
    public void stop() {
        projector.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
