package dev.backflow.run.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Crc64NvmeTest {
    @Test
    void hasTheCheckValueOfItsDefinition() {
        var crc = new Crc64Nvme();

        crc.update("123456789".getBytes(US_ASCII));

        assertThat(crc.getValue()).isEqualTo(0xAE8B14860A799888L);
    }

    @Test
    void takesManyBytesAsItTakesSingleOnes() {
        byte[] bytes = new byte[1_001];
        new Random(1).nextBytes(bytes);
        var atOnce = new Crc64Nvme();
        var oneByOne = new Crc64Nvme();

        atOnce.update(bytes, 0, 13);
        atOnce.update(bytes, 13, bytes.length - 13);
        for (byte value : bytes) {
            oneByOne.update(value);
        }

        assertThat(atOnce.getValue()).isEqualTo(oneByOne.getValue());
        atOnce.reset();
        assertThat(atOnce.getValue()).isZero();
    }
}
