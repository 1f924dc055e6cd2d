package dev.backflow.run.aws;

import java.util.zip.Checksum;

/**
 * CRC-64/NVME, which S3 computes for objects that came without a checksum (source: NVM Express NVM Command Set
 * Specification 1.0d, section 5.2.1.3.4; reflected, all bits inverted before and after).
 */
final class Crc64Nvme implements Checksum {
    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    private static final int SLICES = 8;
    private static final long[][] TABLE = table();

    private long crc = -1;

    private static long[][] table() {
        var table = new long[SLICES][256];
        for (int i = 0; i < 256; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
            }
            table[0][i] = value;
        }
        for (int slice = 1; slice < SLICES; slice++) {
            for (int i = 0; i < 256; i++) {
                long value = table[slice - 1][i];
                table[slice][i] = (value >>> 8) ^ table[0][(int) (value & 0xFF)];
            }
        }
        return table;
    }

    @Override
    public void update(int value) {
        crc = (crc >>> 8) ^ TABLE[0][(int) ((crc ^ value) & 0xFF)];
    }

    /** Eight bytes at a time. */
    @Override
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        for (; end - at >= SLICES; at += SLICES) {
            long next = 0;
            long value = crc;
            for (int i = 0; i < SLICES; i++) {
                long unit = (bytes[at + i] ^ (value >>> (8 * i))) & 0xFF;
                next ^= TABLE[SLICES - 1 - i][(int) unit];
            }
            crc = next;
        }
        for (; at < end; at++) {
            update(bytes[at]);
        }
    }

    @Override
    public long getValue() {
        return ~crc;
    }

    @Override
    public void reset() {
        crc = -1;
    }
}
