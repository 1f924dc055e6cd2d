package dev.backflow.run.job;

import java.util.Map;

/** A network in CIDR notation. */
record AccessType() implements ValueType {
    /** The shape only: which networks are too wide, and where their bits end, no pattern can say. */
    private static final String PATTERN =
            "^([0-9]{1,3}(\\.[0-9]{1,3}){3}/(2[4-9]|3[0-2])|[0-9a-fA-F:]*:[0-9a-fA-F:]*/(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-8]))$";

    @Override
    public Object read(Value value, Reading reading) throws RefusedValueException {
        String remedy = "Write the network that you come from, such as 203.0.113.7/32.";
        return Access.parse(TextType.text(value, remedy));
    }

    @Override
    public Map<String, Object> schema() {
        return ValueType.keywords("type", "string", "pattern", PATTERN);
    }

    @Override
    public Object defaultValue(String written) {
        throw new IllegalStateException("access has no default");
    }

    @Override
    public String summary() {
        return "`ADDRESS/LENGTH`";
    }
}
