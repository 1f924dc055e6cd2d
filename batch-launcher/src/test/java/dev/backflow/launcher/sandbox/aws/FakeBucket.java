package dev.backflow.launcher.sandbox.aws;

import java.util.TreeMap;
import java.util.TreeSet;

/** A versioned bucket: what lies in it by {@code key NUL version}. */
final class FakeBucket {
    /** True for a delete marker. */
    final TreeMap<String, Boolean> versions = new TreeMap<>();

    final TreeSet<String> uploads = new TreeSet<>();

    /** Versions that cannot be deleted for so many times. */
    int stubborn;

    /** What some task goes on writing. */
    int lateWrites;

    String policy = "";
    private int next;

    static String key(String entry) {
        return entry.substring(0, entry.indexOf('\0'));
    }

    /** Of a version or an upload. */
    static String id(String entry) {
        return entry.substring(entry.indexOf('\0') + 1);
    }

    boolean isEmpty() {
        return versions.isEmpty() && uploads.isEmpty();
    }

    void put(String key) {
        versions.put(key + "\0" + next++, false);
    }

    void mark(String key) {
        versions.put(key + "\0" + next++, true);
    }

    void upload(String key) {
        uploads.add(key + "\0" + next++);
    }
}
