package dev.backflow.run.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Turns YAML into {@link Value}s from the events of its parser. No object is ever constructed from a tag, and events
 * rather than composed nodes let duplicate keys, tags and aliases be reported together, each with its place.
 */
final class YamlReader {
    static final int MAX_DEPTH = 20;
    static final int MAX_ALIASES = 10;

    /** With what aliases repeat counted: ten aliases of aliases can make thirty million values of one mebibyte. */
    static final int MAX_VALUES = 10_000;

    /** Nothing behind this point can be trusted; the fault has been added. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final String file;
    private final String text;
    private final Faults faults;
    private final Parser parser;
    private final Map<String, Value> anchors = new HashMap<>();
    private int aliases;
    private int values;
    private Place last;

    YamlReader(String file, String text, Faults faults) {
        this.file = file;
        this.text = text;
        this.faults = faults;
        this.parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
        this.last = Place.inFile(file, 1, 1);
    }

    /** The one document of the file; null if it is empty, or after adding the fault that made it unreadable. */
    @Nullable
    Value read() {
        try {
            next(); // the stream starts
            if (next().is(Event.ID.StreamEnd)) {
                return empty();
            }
            Value root = value(next(), 1);
            next(); // the document ends
            Event end = next();
            if (!end.is(Event.ID.StreamEnd)) {
                faults.add(place(end), "A second document starts here", "Keep one job in one file.");
            }
            return root;
        } catch (Unreadable e) {
            return null;
        }
    }

    private Value empty() {
        return new Value.Mapping(List.of(), Place.inFile(file, 1, 1));
    }

    private Value value(Event event, int depth) throws Unreadable {
        if (event instanceof AliasEvent alias) {
            return aliased(alias, depth);
        }
        count(1, event);
        Value value;
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), event);
            var style = scalar.isPlain() ? Scalar.Style.PLAIN : Scalar.Style.QUOTED;
            value = new Scalar(scalar.getValue(), style, place(event));
        } else {
            refuseDepth(depth, event);
            refuseTag(((CollectionStartEvent) event).getTag(), event);
            value = event instanceof MappingStartEvent ? mapping(event, depth) : sequence(event, depth);
        }
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, value);
        }
        return value;
    }

    private Value sequence(Event start, int depth) throws Unreadable {
        List<Value> items = new ArrayList<>();
        for (Event event = next(); !event.is(Event.ID.SequenceEnd); event = next()) {
            items.add(value(event, depth + 1));
        }
        return new Value.Sequence(List.copyOf(items), place(start));
    }

    private Value mapping(Event start, int depth) throws Unreadable {
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        for (Event event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
            Place place = place(event);
            Value key = value(event, depth + 1);
            Value value = value(next(), depth + 1);
            if (!(key instanceof Scalar name) || name.isEmpty()) {
                faults.add(place, "A key is " + key.shown(), "Write a name before the colon.");
            } else if (entries.putIfAbsent(name.text(), new Value.Entry(name.text(), place, value)) != null) {
                faults.add(place, "Key " + Quoted.of(name.text()) + " is here twice", "Remove one of the two.");
            }
        }
        return new Value.Mapping(List.copyOf(entries.values()), place(start));
    }

    private Value aliased(AliasEvent alias, int depth) throws Unreadable {
        if (++aliases > MAX_ALIASES) {
            throw unreadable(place(alias), "More than 10 aliases", "Write the values out instead of *names.");
        }
        Value value = anchors.get(alias.getAnchor());
        if (value == null) {
            throw unreadable(
                    place(alias),
                    "Alias " + Quoted.of("*" + alias.getAnchor()) + " has no complete &anchor above it",
                    "Write the value out.");
        }
        refuseDepth(depth + value.height() - 1, alias);
        count(value.size(), alias);
        return value;
    }

    private void count(int more, Event event) throws Unreadable {
        values += more;
        if (values > MAX_VALUES) {
            throw unreadable(
                    place(event),
                    "More than 10000 keys and values",
                    "Keep data out of a job file: name files instead.");
        }
    }

    private void refuseDepth(int depth, Event event) throws Unreadable {
        if (depth > MAX_DEPTH) {
            throw unreadable(place(event), "Lists and mappings are nested more than 20 deep", "Nest them less.");
        }
    }

    private void refuseTag(@Nullable String tag, Event event) {
        if (tag != null) {
            faults.add(
                    place(event),
                    "Tag " + Quoted.of(tag.replace("tag:yaml.org,2002:", "!!")) + " is not allowed",
                    "Remove the tag; put text that looks like a number in quotes.");
        }
    }

    private Event next() throws Unreadable {
        try {
            Event event = parser.getEvent();
            last = place(event);
            return event;
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw syntaxFault(mark == null ? last : place(mark), String.valueOf(e.getProblem()));
        } catch (RuntimeException e) {
            // The scanner lets a few unmarked ones slip, for example for the number of a %YAML directive.
            throw syntaxFault(last, String.valueOf(e.getMessage()));
        }
    }

    private Unreadable syntaxFault(Place place, String message) {
        String line =
                text.lines().skip(Math.max(0, place.line() - 1)).findFirst().orElse("");
        String indent = line.substring(0, line.length() - line.stripLeading().length());
        if (indent.contains("\t")) {
            return unreadable(place, "A tab is used to indent", "Indent with spaces.");
        }
        return unreadable(
                place,
                "This is not YAML: " + Quoted.oneLine(message, 120),
                "Check the indentation, colons, quotes and brackets here and just above.");
    }

    private Unreadable unreadable(Place place, String what, String remedy) {
        faults.add(place, what, remedy);
        return new Unreadable();
    }

    private Place place(Event event) {
        return place(event.getStartMark());
    }

    private Place place(Mark mark) {
        return Place.inFile(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
