package dev.backflow.launcher.run;

import dev.backflow.run.document.DocumentListing;
import java.util.ArrayList;
import java.util.List;

/** What a listing has passed over, in sentences. */
final class LeftOut {
    private LeftOut() {}

    static List<String> by(DocumentListing listing) {
        List<String> sentences = new ArrayList<>();
        if (listing.skippedLinks() + listing.skippedSpecialFiles() > 0) {
            sentences.add("%d symbolic links and %d special files in the source are left out."
                    .formatted(listing.skippedLinks(), listing.skippedSpecialFiles()));
        }
        if (listing.skippedFolderMarks() > 0) {
            sentences.add("%d empty objects in the source that stand for folders are left out."
                    .formatted(listing.skippedFolderMarks()));
        }
        return sentences;
    }
}
