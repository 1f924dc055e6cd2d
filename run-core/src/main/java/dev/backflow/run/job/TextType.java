package dev.backflow.run.job;

import java.util.Map;
import java.util.regex.Pattern;

/** Text of a given form. */
record TextType(String pattern, String remedy, boolean isSecret) implements ValueType {
    static TextType of(RecordKey key) {
        Matching matching = key.annotation(Matching.class);
        if (matching == null) {
            throw new IllegalStateException("a text key says what it matches: " + key.component());
        }
        return new TextType(matching.pattern(), matching.remedy(), matching.secret());
    }

    @Override
    public Object read(Value value, Reading reading) throws RefusedValueException {
        String text = text(value, remedy);
        if (!Pattern.compile(pattern).matcher(text).find()) {
            throw new RefusedValueException(remedy);
        }
        return text;
    }

    /** The text of a value that must be text: quoted, or not to be taken for a number or a boolean. */
    static String text(Value value, String remedy) throws RefusedValueException {
        if (!(value instanceof Scalar scalar) || scalar.isEmpty()) {
            throw new RefusedValueException(remedy);
        }
        if (!scalar.isText()) {
            throw new RefusedValueException("Put it in quotes if it is meant as text. " + remedy);
        }
        return scalar.text();
    }

    @Override
    public Map<String, Object> schema() {
        return ValueType.keywords("type", "string", "pattern", pattern);
    }

    @Override
    public Object defaultValue(String written) {
        return written;
    }

    @Override
    public String summary() {
        return "text";
    }
}
