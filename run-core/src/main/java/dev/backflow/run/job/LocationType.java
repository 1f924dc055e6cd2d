package dev.backflow.run.job;

import java.util.Map;
import java.util.regex.Pattern;

/** A folder, {@code file:FOLDER}, or a part of a bucket, {@code s3://BUCKET/PREFIX/}. */
record LocationType() implements ValueType {
    /** Two slashes and a name would be a host; three are the root folder and a path. */
    private static final String FOLDER = "file:(?!//[^/])[\\s\\S]*\\S";

    private static final String PREFIX = "(/((?!\\.{1,2}/)[^/\\u0000-\\u001f\\u007f]+/)*)?$";
    private static final String PATTERN = "^(" + FOLDER + "|s3://" + BucketName.PATTERN + PREFIX + ")";

    private static final Pattern WRITTEN_FOLDER = Pattern.compile("^" + FOLDER);
    private static final String REMEDY = "Write file:FOLDER or s3://BUCKET/PREFIX/.";

    @Override
    public Object read(Value value, Reading reading) throws RefusedValueException {
        String text = TextType.text(value, REMEDY);
        if (text.startsWith(S3Location.SCHEME)) {
            return bucket(text.substring(S3Location.SCHEME.length()));
        }
        if (!text.contains(":")) {
            throw new RefusedValueException("Write " + Quoted.oneLine("file:" + text, 60) + " if it is a folder.");
        }
        if (!WRITTEN_FOLDER.matcher(text).find()) {
            throw new RefusedValueException(REMEDY);
        }
        return new Folder(reading.resolve(text.substring("file:".length()), value.place()));
    }

    private static S3Location bucket(String rest) throws RefusedValueException {
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        String prefix = slash < 0 ? "" : rest.substring(slash + 1);
        String problem = S3Location.problem(bucket, prefix);
        if (problem != null) {
            throw new RefusedValueException(problem);
        }
        return new S3Location(bucket, prefix);
    }

    @Override
    public Map<String, Object> schema() {
        return ValueType.keywords("type", "string", "pattern", PATTERN);
    }

    @Override
    public Object defaultValue(String written) {
        throw new IllegalStateException("a location has no default");
    }

    @Override
    public String summary() {
        return "`file:FOLDER` or `s3://BUCKET/PREFIX/`";
    }
}
