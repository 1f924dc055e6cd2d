package dev.backflow.run.document;

import dev.backflow.hook.SourceChangedException;
import dev.backflow.run.job.Folder;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hard links to documents, in the folder of a run: as good as the file itself when its name goes or gets another file, and
 * read by the same pin, which tells when somebody writes into it. Safe for use by several threads.
 */
final class DocumentLinks {
    /** Where no links can be. */
    static final DocumentLinks NONE = new DocumentLinks(null, null);

    private static final String SUFFIX = ".link";

    private final @Nullable Path folder;
    private final @Nullable FileDocumentStore source;
    private final Set<Path> made = ConcurrentHashMap.newKeySet();

    private DocumentLinks(@Nullable Path folder, @Nullable FileDocumentStore source) {
        this.folder = folder;
        this.source = source;
    }

    static DocumentLinks in(RunStore files, FileDocumentStore source) {
        return files.location() instanceof Folder run ? new DocumentLinks(run.path(), source) : NONE;
    }

    /**
     * Links a document unless that is done.
     *
     * @return whether nothing more is to be done: there is a link, or the document is not the pinned one any more
     */
    boolean make(SourceDocument pinned) throws IOException {
        if (folder == null || source == null) {
            return false;
        }
        Path link = link(folder, pinned);
        Path parent = link.resolveSibling(".").normalize();
        try {
            if (!made.contains(parent)) {
                Files.createDirectories(parent);
                made.add(parent);
            }
        } catch (FileSystemException e) {
            // The copy meets it too, and tells it.
            return false;
        }
        try {
            source.link(pinned, link);
            return true;
        } catch (FileAlreadyExistsException | SourceChangedException e) {
            return true;
        } catch (FileSystemException | UnsupportedOperationException e) {
            // Another file system, or a file of somebody else's. Whatever else it is, the copy meets it too.
            return false;
        }
    }

    boolean has(SourceDocument pinned) {
        return folder != null && Files.exists(link(folder, pinned));
    }

    InputStream open(SourceDocument pinned) throws IOException {
        return source().open(link(pinned), pinned);
    }

    Map<String, String> metadata(SourceDocument pinned) throws IOException {
        return source().metadata(link(pinned), pinned);
    }

    private FileDocumentStore source() {
        if (source == null) {
            throw new IllegalStateException("there are no links");
        }
        return source;
    }

    private Path link(SourceDocument pinned) {
        if (folder == null) {
            throw new IllegalStateException("there are no links");
        }
        return link(folder, pinned);
    }

    private static Path link(Path folder, SourceDocument pinned) {
        return folder.resolve(BackupName.of(pinned) + SUFFIX);
    }
}
