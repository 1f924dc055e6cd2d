package dev.backflow.launcher.run;

/** The present speed: an average over about the last ten seconds, so that it neither jumps nor lags. */
final class SpeedEstimate {
    private static final double WINDOW_SECONDS = 10;

    private double lastSeconds;
    private long lastDocuments = -1;
    private double perSecond;

    /**
     * @param nanos since some fixed moment; never decreasing
     * @param documents served since the run began
     * @return documents per second, 0 when not known yet
     */
    double update(long nanos, long documents) {
        double seconds = nanos / 1e9;
        if (lastDocuments < 0) {
            lastDocuments = documents;
            lastSeconds = seconds;
            return 0;
        }
        double passed = seconds - lastSeconds;
        if (passed >= 0.5) {
            double now = (documents - lastDocuments) / passed;
            double weight = perSecond == 0 ? 1 : Math.min(1, passed / WINDOW_SECONDS);
            perSecond += (now - perSecond) * weight;
            lastDocuments = documents;
            lastSeconds = seconds;
        }
        return perSecond;
    }
}
