package dev.backflow.hook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An ordered list of named steps, each given what the one before returned: a wrong order does not compile. Immutable;
 * every method returns a new list.
 *
 * <pre>{@code
 * Steps.first("text", Duration.ofSeconds(20), (in, document) -> Pdf.text(document.open()))
 *         .then("parse", (text, document) -> Parser.invoice(text))
 *         .then("check", Invoices::requirePositiveTotal);
 * }</pre>
 *
 * <p>A step is a function of the value before it and the document, or of the value alone. The value that the first step
 * is given is the document itself. Where a method reference fits both forms, because its method is overloaded, write a
 * lambda.
 *
 * <p>The limit of a step bounds one attempt of it; without one it is {@link #DEFAULT_LIMIT}. Names are unique in a list
 * and follow the rules of {@link Step}.
 *
 * @param <T> what the last step returns
 */
public final class Steps<T> {

    /** The time limit of a step that has none of its own: 5 minutes. */
    public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(5);

    private final List<Step> list;

    private Steps(List<Step> list) {
        this.list = list;
    }

    /**
     * Begins a list with a step bound to {@link #DEFAULT_LIMIT}.
     *
     * @param <R> what the step returns
     * @param name its name
     * @param function its work; it is given the document, twice
     * @return a list of one step
     * @throws IllegalArgumentException when the name will not do
     */
    public static <R> Steps<R> first(String name, StepFunction<? super Document, ? extends R> function) {
        return first(name, DEFAULT_LIMIT, function);
    }

    /**
     * Begins a list with a step bound to {@link #DEFAULT_LIMIT}.
     *
     * @param <R> what the step returns
     * @param name its name
     * @param function its work; it is given the document
     * @return a list of one step
     * @throws IllegalArgumentException when the name will not do
     */
    public static <R> Steps<R> first(String name, ValueFunction<? super Document, ? extends R> function) {
        return first(name, DEFAULT_LIMIT, function);
    }

    /**
     * Begins a list with a step.
     *
     * @param <R> what the step returns
     * @param name its name
     * @param limit how long one attempt of it may take
     * @param function its work; it is given the document, twice
     * @return a list of one step
     * @throws IllegalArgumentException when the name or the limit will not do
     */
    public static <R> Steps<R> first(
            String name, Duration limit, StepFunction<? super Document, ? extends R> function) {
        return new Steps<>(List.of(new Step(name, limit, function)));
    }

    /**
     * Begins a list with a step.
     *
     * @param <R> what the step returns
     * @param name its name
     * @param limit how long one attempt of it may take
     * @param function its work; it is given the document
     * @return a list of one step
     * @throws IllegalArgumentException when the name or the limit will not do
     */
    public static <R> Steps<R> first(
            String name, Duration limit, ValueFunction<? super Document, ? extends R> function) {
        return first(name, limit, ofValue(function));
    }

    /**
     * Adds a step bound to {@link #DEFAULT_LIMIT}.
     *
     * @param <R> what the step returns
     * @param name its name, not yet used in this list
     * @param function its work
     * @return a list of one step more
     * @throws IllegalArgumentException when the name will not do or is used already
     */
    public <R> Steps<R> then(String name, StepFunction<? super T, ? extends R> function) {
        return then(name, DEFAULT_LIMIT, function);
    }

    /**
     * Adds a step bound to {@link #DEFAULT_LIMIT}.
     *
     * @param <R> what the step returns
     * @param name its name, not yet used in this list
     * @param function its work
     * @return a list of one step more
     * @throws IllegalArgumentException when the name will not do or is used already
     */
    public <R> Steps<R> then(String name, ValueFunction<? super T, ? extends R> function) {
        return then(name, DEFAULT_LIMIT, function);
    }

    /**
     * Adds a step.
     *
     * @param <R> what the step returns
     * @param name its name, not yet used in this list
     * @param limit how long one attempt of it may take
     * @param function its work
     * @return a list of one step more
     * @throws IllegalArgumentException when the name or the limit will not do, or the name is used already
     */
    public <R> Steps<R> then(String name, Duration limit, StepFunction<? super T, ? extends R> function) {
        Step step = new Step(name, limit, function);
        if (list.stream().anyMatch(other -> other.name().equals(name))) {
            throw new IllegalArgumentException("two steps are named '%s': names must differ".formatted(name));
        }
        List<Step> longer = new ArrayList<>(list);
        longer.add(step);
        return new Steps<>(List.copyOf(longer));
    }

    /**
     * Adds a step.
     *
     * @param <R> what the step returns
     * @param name its name, not yet used in this list
     * @param limit how long one attempt of it may take
     * @param function its work
     * @return a list of one step more
     * @throws IllegalArgumentException when the name or the limit will not do, or the name is used already
     */
    public <R> Steps<R> then(String name, Duration limit, ValueFunction<? super T, ? extends R> function) {
        return then(name, limit, ofValue(function));
    }

    /**
     * The steps in the order in which they run.
     *
     * @return at least one; cannot be changed
     */
    public List<Step> list() {
        return list;
    }

    @Override
    public String toString() {
        return list.stream().map(Step::name).toList().toString();
    }

    private static <A, B> StepFunction<A, B> ofValue(ValueFunction<A, B> function) {
        Objects.requireNonNull(function, "a step needs a function");
        return (value, document) -> function.apply(value);
    }
}
