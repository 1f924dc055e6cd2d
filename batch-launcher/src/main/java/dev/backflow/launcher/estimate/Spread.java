package dev.backflow.launcher.estimate;

import java.util.function.DoubleUnaryOperator;

/** A figure that is not known: at best, most likely, and at worst; from 0 and in this order. */
public record Spread(double low, double likely, double high) {
    public Spread {
        if (!(low >= 0 && low <= likely && likely <= high && high < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a spread rises from 0, was %s, %s, %s".formatted(low, likely, high));
        }
    }

    /** A figure that is known. */
    public static Spread exactly(double figure) {
        return new Spread(figure, figure, figure);
    }

    Spread plus(Spread other) {
        return new Spread(low + other.low, likely + other.likely, high + other.high);
    }

    Spread times(double factor) {
        return each(figure -> figure * factor);
    }

    /** @param rising a function that never falls, or else the figures lose their order */
    Spread each(DoubleUnaryOperator rising) {
        return new Spread(rising.applyAsDouble(low), rising.applyAsDouble(likely), rising.applyAsDouble(high));
    }
}
