package dev.backflow.run.job;

import java.util.Map;
import java.util.regex.Pattern;

/** The path of a file. */
record FileType() implements ValueType {
    private static final String PATTERN = "^(?!s3:|file:)[\\s\\S]*\\S";
    private static final Pattern WRITTEN = Pattern.compile(PATTERN);

    @Override
    public Object read(Value value, Reading reading) throws RefusedValueException {
        String text = TextType.text(value, "Write the path of a file.");
        if (text.startsWith("s3:")) {
            throw new RefusedValueException("This version reads files of this machine only. Write a path.");
        }
        if (!WRITTEN.matcher(text).find()) {
            throw new RefusedValueException("Write the path alone, without file: before it.");
        }
        return reading.resolve(text, value.place());
    }

    @Override
    public Map<String, Object> schema() {
        return ValueType.keywords("type", "string", "pattern", PATTERN);
    }

    @Override
    public Object defaultValue(String written) {
        throw new IllegalStateException("a file has no default");
    }

    @Override
    public String summary() {
        return "path";
    }
}
