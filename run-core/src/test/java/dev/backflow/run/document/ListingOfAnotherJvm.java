package dev.backflow.run.document;

import java.nio.file.Path;

/** Lists a folder in a JVM of its own, whose locale the test has chosen; prints the message of what goes wrong. */
final class ListingOfAnotherJvm {
    private ListingOfAnotherJvm() {}

    public static void main(String[] arguments) throws Exception {
        try (var listing = new FileDocumentStore(Path.of(arguments[0]), Path.of(arguments[1])).list()) {
            for (var document = listing.next(); document != null; document = listing.next()) {
                System.out.println(document.key());
            }
        } catch (UnreadableSourceException e) {
            System.out.println(e.kind() + " " + e.getMessage());
        }
    }
}
