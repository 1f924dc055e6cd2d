package dev.backflow.engine;

import java.util.Locale;
import java.util.TimeZone;

/** The settings of the whole JVM that a hook's code is likeliest to change, put back after each document. */
final class JvmDefaults {
    private final Locale locale = Locale.getDefault();
    private final Locale display = Locale.getDefault(Locale.Category.DISPLAY);
    private final Locale format = Locale.getDefault(Locale.Category.FORMAT);
    private final TimeZone zone = TimeZone.getDefault();

    void restore() {
        boolean localeChanged = !locale.equals(Locale.getDefault())
                || !display.equals(Locale.getDefault(Locale.Category.DISPLAY))
                || !format.equals(Locale.getDefault(Locale.Category.FORMAT));
        if (localeChanged) {
            Locale.setDefault(locale);
            Locale.setDefault(Locale.Category.DISPLAY, display);
            Locale.setDefault(Locale.Category.FORMAT, format);
        }
        if (!zone.equals(TimeZone.getDefault())) {
            TimeZone.setDefault(zone);
        }
    }
}
