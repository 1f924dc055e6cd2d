package dev.backflow.run.aws;

import dev.backflow.run.document.DocumentListing;
import dev.backflow.run.document.DocumentOrder;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.document.UnreadableSourceException;
import dev.backflow.run.job.S3Location;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The objects below a prefix, page after page. S3 lists by the UTF-8 bytes of the full keys, and all of them begin with
 * the same prefix, so that what follows it is in the order of a manifest.
 */
final class S3Listing implements DocumentListing {
    /** An object as one of the two kinds of listing shows it. */
    record Entry(String key, S3Pin pin, long size) {}

    private final S3Location source;
    private final Iterator<Entry> entries;
    private String last = "";
    private long folderMarks;

    /** @param entries a page of them is asked for when one of it is needed */
    S3Listing(S3Location source, Iterator<Entry> entries) {
        this.source = source;
        this.entries = entries;
    }

    @Override
    public @Nullable SourceDocument next() {
        while (entries.hasNext()) {
            SourceDocument document = document(entries.next());
            if (document != null) {
                return document;
            }
        }
        return null;
    }

    private @Nullable SourceDocument document(Entry entry) {
        if (entry.size() == 0 && entry.key().endsWith("/")) {
            folderMarks++;
            return null;
        }
        String name = entry.key().substring(source.prefix().length());
        if (name.isEmpty()) {
            throw refused(
                    "An object has the prefix of the source as its key, so that nothing is left for its name",
                    entry.key(),
                    "Give it another key, or move it out of the source.");
        }
        if (DocumentOrder.BY_BYTES.compare(last, name) >= 0) {
            throw refused(
                    "The bucket lists its objects in no order, as directory buckets do",
                    entry.key(),
                    "Copy the documents into a general purpose bucket.");
        }
        last = name;
        return new SourceDocument(name, entry.pin().text(), entry.size());
    }

    private UnreadableSourceException refused(String what, String key, String remedy) {
        return new UnreadableSourceException(
                UnreadableSourceException.Kind.NOT_READABLE, what, "s3://" + source.bucket() + "/" + key, remedy, null);
    }

    @Override
    public long skippedLinks() {
        return 0;
    }

    @Override
    public long skippedSpecialFiles() {
        return 0;
    }

    @Override
    public long skippedFolderMarks() {
        return folderMarks;
    }

    @Override
    public void close() {}
}
