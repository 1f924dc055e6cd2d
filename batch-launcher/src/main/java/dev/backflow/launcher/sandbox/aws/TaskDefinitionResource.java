package dev.backflow.launcher.sandbox.aws;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.AbstractResource;

/** A registered task definition, which {@link EcsTaskLauncher} can start: it names the image, its size and its roles. */
public final class TaskDefinitionResource extends AbstractResource {
    private final String arn;

    /** @param arn of one revision, so that all tasks of a run are alike */
    public TaskDefinitionResource(String arn) {
        this.arn = arn;
    }

    String arn() {
        return arn;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public String getDescription() {
        return "task definition [" + arn + "]";
    }

    @Override
    public InputStream getInputStream() throws IOException {
        throw new FileNotFoundException(getDescription() + " is for starting, not for reading");
    }
}
