package dev.backflow.run.job;

import java.util.Map;
import java.util.regex.Pattern;

/** A folder, {@code file:FOLDER}. */
record FolderType() implements ValueType {
    /** Two slashes and a name would be a host; three are the root folder and a path. */
    private static final String PATTERN = "^file:(?!//[^/])[\\s\\S]*\\S";

    private static final Pattern WRITTEN = Pattern.compile(PATTERN);
    private static final String REMEDY = "Write file:FOLDER.";

    @Override
    public Object read(Value value, Reading reading) throws RefusedValueException {
        String text = TextType.text(value, REMEDY);
        if (text.startsWith("s3:")) {
            throw new RefusedValueException("This version serves folders on this machine only. " + REMEDY);
        }
        if (!text.contains(":")) {
            throw new RefusedValueException("Write " + Quoted.oneLine("file:" + text, 60) + " if it is a folder.");
        }
        if (!WRITTEN.matcher(text).find()) {
            throw new RefusedValueException(REMEDY);
        }
        return new Folder(reading.resolve(text.substring("file:".length()), value.place()));
    }

    @Override
    public Map<String, Object> schema() {
        return ValueType.keywords("type", "string", "pattern", PATTERN);
    }

    @Override
    public Object defaultValue(String written) {
        throw new IllegalStateException("a folder has no default");
    }

    @Override
    public String summary() {
        return "`file:FOLDER`";
    }
}
