package dev.backflow.run.document;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.backflow.hook.SourceChangedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Documents are the regular files below a folder, hidden ones too. Symbolic links below it are neither followed nor
 * opened; the folder itself may be one. A file is pinned by size, time of modification and inode.
 */
public final class FileDocumentStore implements DocumentStore {
    /** About 10 MB with names of usual length, 35 MB with the longest. */
    private static final int ENTRIES_IN_MEMORY = 100_000;

    private final Path root;
    private final Path scratch;
    private final int entriesInMemory;
    private final FileProbe probe;
    private final FileNames names;
    private final FileMetadata metadata = new FileMetadata();

    /** @param scratch where folders of more than {@value #ENTRIES_IN_MEMORY} names are sorted; made when needed */
    public FileDocumentStore(Path root, Path scratch) {
        this(root, scratch, ENTRIES_IN_MEMORY, FileProbe.of(root.getFileSystem()), FileNames.of(root));
    }

    FileDocumentStore(Path root, Path scratch, int entriesInMemory, FileProbe probe, FileNames names) {
        this.root = root;
        this.scratch = scratch;
        this.entriesInMemory = entriesInMemory;
        this.probe = probe;
        this.names = names;
    }

    @Override
    public DocumentListing list() throws IOException {
        var listing = new FileListing(probe, names, scratch, entriesInMemory);
        try {
            return listing.startAt(root);
        } catch (IOException | RuntimeException e) {
            listing.close();
            throw e;
        }
    }

    @Override
    public InputStream open(SourceDocument pinned) throws IOException {
        return open(names.resolved(root, pinned.key()), pinned);
    }

    /** The same by another name of the file. */
    InputStream open(Path path, SourceDocument pinned) throws IOException {
        check(path, pinned);
        try {
            return new PinnedInputStream(
                    Files.newInputStream(path, NOFOLLOW_LINKS), pinned.size(), () -> check(path, pinned));
        } catch (IOException e) {
            check(path, pinned);
            throw e;
        }
    }

    /** The extended attributes {@code user.NAME}, as NAME, in the order of their names. */
    @Override
    public Map<String, String> metadata(SourceDocument pinned) throws IOException {
        return metadata(names.resolved(root, pinned.key()), pinned);
    }

    /** The same by another name of the file. */
    Map<String, String> metadata(Path path, SourceDocument pinned) throws IOException {
        try {
            return metadata.of(path);
        } catch (IOException e) {
            check(path, pinned);
            throw e;
        }
    }

    /**
     * Gives a document another name, which its content keeps when the document goes.
     *
     * @throws SourceChangedException if it is not the pinned one any more; there is no other name then
     */
    void link(SourceDocument pinned, Path other) throws IOException {
        Path path = names.resolved(root, pinned.key());
        try {
            Files.createLink(other, path);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException e) {
            check(path, pinned);
            throw e;
        }
        try {
            check(other, pinned);
        } catch (SourceChangedException e) {
            Files.delete(other);
            throw e;
        }
    }

    private void check(Path path, SourceDocument pinned) throws IOException {
        FileState found = look(path, pinned);
        if (!found.isPinnedAs(pinned.version())) {
            throw new SourceChangedException("%s has changed since it was listed: it was %s and is %s"
                    .formatted(
                            pinned.key(),
                            pinned.version(),
                            found.kind() == FileState.Kind.FILE ? found.version() : "no regular file any more"));
        }
    }

    private FileState look(Path path, SourceDocument pinned) throws IOException {
        try {
            return probe.look(path);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            // A parent that has become a file shows as another error than a file that is gone.
            boolean gone = e instanceof NoSuchFileException || !Files.isDirectory(path.resolveSibling("."));
            if (!gone) {
                throw e;
            }
            if (!Files.isDirectory(root)) {
                // Without this, a mount that went away would use up the retries of every document that is left.
                throw UnreadableSourceException.noSuchFolder(root, e);
            }
            throw new SourceChangedException(pinned.key() + " is gone since it was listed as " + pinned.version(), e);
        }
    }
}
