package dev.backflow.run.model;

import java.util.Arrays;

/** All states found so far, each once, numbered in the order in which they were found. */
final class States {
    private static final int NONE = -1;

    private final Scope scope;
    private final int width;
    private byte[] packed;
    private int[] index = new int[1 << 12];
    private int size;

    States(Scope scope) {
        this.scope = scope;
        this.width = (World.size(scope) + 1) / 2;
        this.packed = new byte[width << 10];
        Arrays.fill(index, NONE);
    }

    int size() {
        return size;
    }

    /** The number of the state; it is new if that was {@link #size()} before. */
    int add(World world) {
        if ((size + 1) * width > packed.length) {
            packed = Arrays.copyOf(packed, packed.length * 2);
        }
        pack(world.cells(), size * width);
        int at = find(size);
        if (index[at] != NONE) {
            return index[at];
        }
        index[at] = size++;
        if (size * 2 > index.length) {
            grow();
        }
        return size - 1;
    }

    World get(int number) {
        var cells = new byte[World.size(scope)];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) ((packed[number * width + i / 2] >> ((i % 2) * 4)) & 15);
        }
        return World.of(scope, cells);
    }

    /** Two numbers, each below 16, to a byte. */
    private void pack(byte[] cells, int at) {
        for (int i = 0; i < cells.length; i += 2) {
            int second = i + 1 < cells.length ? cells[i + 1] : 0;
            packed[at + i / 2] = (byte) ((cells[i] & 15) | (second << 4));
        }
    }

    private int find(int number) {
        int from = number * width;
        int hash = 1;
        for (int i = from; i < from + width; i++) {
            hash = 31 * hash + packed[i];
        }
        hash *= 0x9E3779B9;
        int at = (hash ^ (hash >>> 15)) & (index.length - 1);
        while (index[at] != NONE && !isSame(index[at] * width, from)) {
            at = (at + 1) & (index.length - 1);
        }
        return at;
    }

    private boolean isSame(int one, int other) {
        return Arrays.equals(packed, one, one + width, packed, other, other + width);
    }

    private void grow() {
        index = new int[index.length * 2];
        Arrays.fill(index, NONE);
        for (int number = 0; number < size; number++) {
            index[find(number)] = number;
        }
    }
}
