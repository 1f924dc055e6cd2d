package dev.backflow.run.job;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One of a few words: the constants of an enum. */
record ChoiceType(Class<?> type) implements ValueType {
    @Override
    public Object read(Value value, Reading reading) throws RefusedValueException {
        String word = value instanceof Scalar scalar ? scalar.text() : "";
        Object constant = constants().get(word);
        if (constant != null) {
            return constant;
        }
        String near = Spelling.nearest(word, words());
        String meant = near == null ? "" : " Did you mean " + near + "?";
        throw new RefusedValueException("Write one of: " + String.join(", ", words()) + "." + meant);
    }

    private List<String> words() {
        return List.copyOf(constants().keySet());
    }

    private Map<String, Object> constants() {
        Map<String, Object> constants = new LinkedHashMap<>();
        Arrays.stream(type.getEnumConstants())
                .forEach(constant -> constants.put(RecordKey.inWords(((Enum<?>) constant).name()), constant));
        return constants;
    }

    @Override
    public Map<String, Object> schema() {
        return ValueType.keywords("enum", words());
    }

    @Override
    public Object defaultValue(String written) {
        return Objects.requireNonNull(constants().get(written), written);
    }

    @Override
    public String summary() {
        return String.join(", ", words());
    }
}
