package dev.backflow.run.job;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** One of the CPU sizes of a Fargate task. */
record CpuType() implements ValueType {
    @Override
    public Object read(Value value, Reading reading) throws RefusedValueException {
        BigDecimal number = WholeNumberType.number(value);
        // The range first: to compare is cheap for any exponent, to convert is not.
        if (number == null || number.signum() <= 0 || number.compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
            throw new RefusedValueException("Write one of: " + summary() + "; 1024 are one processor.");
        }
        double wished = number.doubleValue();
        int nearest = Cpu.SIZES.stream()
                .min(Comparator.comparingDouble(size -> Math.abs(size - wished)))
                .orElseThrow();
        if (number.compareTo(BigDecimal.valueOf(nearest)) != 0) {
            throw new RefusedValueException(
                    "Write one of: %s; 1024 are one processor. Did you mean %d?".formatted(summary(), nearest));
        }
        return new Cpu(nearest);
    }

    @Override
    public Map<String, Object> schema() {
        return ValueType.keywords("enum", Cpu.SIZES);
    }

    @Override
    public Object defaultValue(String written) {
        return new Cpu(Integer.parseInt(written));
    }

    @Override
    public Object jsonDefault(String written) {
        return Long.valueOf(written);
    }

    @Override
    public String summary() {
        return Cpu.SIZES.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
