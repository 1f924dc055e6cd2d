package dev.backflow.run.job;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One key of a job file, as a component of a record declares it. */
record RecordKey(RecordComponent component) {
    static List<RecordKey> of(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordKey::new).toList();
    }

    String name() {
        Key key = component.getAnnotation(Key.class);
        return key != null ? key.value() : inWords(component.getName());
    }

    String description() {
        return Objects.requireNonNull(component.getAnnotation(Description.class), component::toString)
                .value();
    }

    Class<?> type() {
        return component.getType();
    }

    /** The record behind this key when it is a mapping with known keys, else null. */
    @SuppressWarnings("unchecked")
    @Nullable
    Class<? extends Record> section() {
        return isSection(type()) ? (Class<? extends Record>) type() : null;
    }

    /** Records whose components are described hold keys; other records are single values. */
    static boolean isSection(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> component.isAnnotationPresent(Description.class));
    }

    /** The default as it would be written, or null if there is none. */
    @Nullable
    String defaultValue() {
        Default value = component.getAnnotation(Default.class);
        return value == null ? null : value.value();
    }

    /** Whether this value is the default of a key that older versions did not have. */
    boolean isLaterDefault(Object read) {
        Default value = component.getAnnotation(Default.class);
        return value != null
                && value.addedLater()
                && ValueType.of(this).defaultValue(value.value()).equals(read);
    }

    /** Whether the key may be left out. */
    boolean isOptional() {
        Class<? extends Record> section = section();
        return isNullable()
                || defaultValue() != null
                || (section != null && of(section).stream().allMatch(RecordKey::isOptional));
    }

    boolean isNullable() {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    boolean mayChangeOnResume() {
        return component.isAnnotationPresent(MayChangeOnResume.class);
    }

    <A extends Annotation> @Nullable A annotation(Class<A> type) {
        return component.getAnnotation(type);
    }

    @Nullable
    Object read(Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /** {@code passwordFile} is {@code password-file}, {@code PER_DOCUMENT} is {@code per-document}. */
    static String inWords(String javaName) {
        boolean constant = javaName.equals(javaName.toUpperCase(Locale.ROOT));
        String words = constant ? javaName.replace('_', '-') : javaName.replaceAll("([A-Z])", "-$1");
        return words.toLowerCase(Locale.ROOT);
    }
}
