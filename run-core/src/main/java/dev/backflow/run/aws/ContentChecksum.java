package dev.backflow.run.aws;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The checksum that S3 keeps of an object, and that of what has been read of it so far. Objects that were uploaded in
 * parts may have one of their parts' checksums only, and old ones have none; those are checked by their length alone.
 */
final class ContentChecksum {
    private interface Sum {
        void update(byte[] bytes, int offset, int length);

        byte[] value();
    }

    private final @Nullable Sum sum;
    private final String expected;

    private ContentChecksum(@Nullable Sum sum, String expected) {
        this.sum = sum;
        this.expected = expected;
    }

    static ContentChecksum of(GetObjectResponse object) {
        if (object.checksumType() != ChecksumType.COMPOSITE) {
            for (var choice : new ContentChecksum[] {
                choice(object.checksumCRC64NVME(), () -> crc(new Crc64Nvme(), Long.BYTES)),
                choice(object.checksumCRC32(), () -> crc(new CRC32(), Integer.BYTES)),
                choice(object.checksumCRC32C(), () -> crc(new CRC32C(), Integer.BYTES)),
                choice(object.checksumSHA256(), () -> digest("SHA-256")),
                choice(object.checksumSHA1(), () -> digest("SHA-1"))
            }) {
                if (choice.sum != null) {
                    return choice;
                }
            }
        }
        return new ContentChecksum(null, "");
    }

    private static ContentChecksum choice(@Nullable String expected, Supplier<Sum> sum) {
        // A dash parts the checksum of parts from their number.
        return expected == null || expected.contains("-")
                ? new ContentChecksum(null, "")
                : new ContentChecksum(sum.get(), expected);
    }

    void update(byte[] bytes, int offset, int length) {
        if (sum != null) {
            sum.update(bytes, offset, length);
        }
    }

    /** Whether all that was read, from the beginning to the end, is what S3 keeps; true when there is no telling. */
    boolean matches() {
        return sum == null || Base64.getEncoder().encodeToString(sum.value()).equals(expected);
    }

    private static Sum crc(Checksum checksum, int bytes) {
        return new Sum() {
            @Override
            public void update(byte[] content, int offset, int length) {
                checksum.update(content, offset, length);
            }

            @Override
            public byte[] value() {
                byte[] all = ByteBuffer.allocate(Long.BYTES)
                        .putLong(checksum.getValue())
                        .array();
                return Arrays.copyOfRange(all, Long.BYTES - bytes, Long.BYTES);
            }
        };
    }

    private static Sum digest(String algorithm) {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            return new Sum() {
                @Override
                public void update(byte[] content, int offset, int length) {
                    digest.update(content, offset, length);
                }

                @Override
                public byte[] value() {
                    return digest.digest();
                }
            };
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
