package dev.backflow.launcher.cli;

import dev.backflow.launcher.estimate.Estimate;
import dev.backflow.launcher.estimate.RunForecast;
import dev.backflow.launcher.estimate.Spread;
import dev.backflow.launcher.estimate.TemplateResources;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run on Fargate would deploy, take and cost, as lines of a plan and as objects for programs. */
final class ForecastReport {
    private ForecastReport() {}

    static List<String> text(RunForecast forecast) {
        Estimate estimate = forecast.estimate();
        List<String> lines = new ArrayList<>();
        lines.add("  deploys    up to " + resources(forecast.resources()));
        lines.add("  workers    likely " + Amounts.counted(estimate.workers(), "worker") + " at the same time");
        lines.add("  document   %s s of a worker each, %s s at best, %s s at worst; %s"
                .formatted(
                        seconds(estimate.perDocument().seconds().likely()),
                        seconds(estimate.perDocument().seconds().low()),
                        seconds(estimate.perDocument().seconds().high()),
                        estimate.perDocument().source()));
        lines.add("  time       likely %s, %s at best, %s at worst, with deployment and tear-down"
                .formatted(
                        time(estimate.seconds().likely()),
                        time(estimate.seconds().low()),
                        time(estimate.seconds().high())));
        lines.add("  price      " + price(estimate.price(), estimate));
        lines.add("  on spot    " + price(estimate.spotPrice(), estimate));
        Estimate.Deadline deadline = estimate.deadline();
        if (deadline != null) {
            lines.add("  deadline   " + deadline(deadline));
        }
        return lines;
    }

    private static String resources(TemplateResources resources) {
        return Amounts.counted(resources.count(), "resource")
                + ": "
                + resources.kinds().entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(kind -> kind.getValue() + " " + kind.getKey().replaceFirst("^AWS::", ""))
                        .collect(Collectors.joining(", "));
    }

    private static String price(Spread price, Estimate estimate) {
        return "likely %s %s, %s at best, %s at worst, by the list prices of %s on %s, without base and tax"
                .formatted(
                        estimate.currency(),
                        money(price.likely()),
                        money(price.low()),
                        money(price.high()),
                        estimate.region(),
                        estimate.pricesOf());
    }

    private static String deadline(Estimate.Deadline deadline) {
        String time = Amounts.time(deadline.longest());
        return switch (deadline.chance()) {
            case SURE -> time + " is met, even at worst";
            case LIKELY -> time + " is likely met, but not at worst; workers are added for it";
            case UNLIKELY -> time + " is likely missed even with all workers; raise workers.max or workers.cpu";
            case IMPOSSIBLE -> time + " cannot be met, not even at best with all workers";
        };
    }

    static Map<String, Object> json(RunForecast forecast) {
        Estimate estimate = forecast.estimate();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("resources", forecast.resources().kinds());
        object.put("workers", estimate.workers());
        object.put("secondsPerDocument", spread(estimate.perDocument().seconds(), 3));
        object.put("measured", estimate.perDocument().measured());
        object.put("seconds", spread(estimate.seconds(), 0));
        object.put("price", spread(estimate.price(), 2));
        object.put("spotPrice", spread(estimate.spotPrice(), 2));
        object.put("currency", estimate.currency());
        object.put("pricesOf", estimate.pricesOf().toString());
        object.put("region", estimate.region());
        Estimate.Deadline deadline = estimate.deadline();
        if (deadline != null) {
            object.put(
                    "deadline",
                    Map.of(
                            "seconds",
                            deadline.longest().toSeconds(),
                            "chance",
                            deadline.chance().name().toLowerCase(Locale.ROOT)));
        }
        return object;
    }

    private static Map<String, Object> spread(Spread spread, int decimals) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("low", rounded(spread.low(), decimals));
        object.put("likely", rounded(spread.likely(), decimals));
        object.put("high", rounded(spread.high(), decimals));
        return object;
    }

    /** Up, so that nothing looks free that is not. */
    private static BigDecimal rounded(double figure, int decimals) {
        // Six decimals first: what doubles add in the last ones must not become a cent.
        return BigDecimal.valueOf(figure).setScale(6, RoundingMode.HALF_UP).setScale(decimals, RoundingMode.UP);
    }

    private static String money(double amount) {
        return rounded(amount, 2).toPlainString();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 0.1 ? "%.3f" : "%.1f", seconds);
    }

    private static String time(double seconds) {
        return Amounts.time(Duration.ofSeconds(Math.round(seconds)));
    }
}
