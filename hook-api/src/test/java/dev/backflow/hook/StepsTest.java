package dev.backflow.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final Document document = new Text("inv-7,12.50");

    @Test
    void carriesEachValueToTheNextStep() throws Exception {
        Steps<Invoice> steps = Steps.first("text", Duration.ofSeconds(20), (in, document) -> read(document.open()))
                .then("parse", (text, document) -> Invoice.parse(text))
                .then("check", StepsTest::requirePositiveTotal);

        assertThat(run(steps)).isEqualTo(new Invoice("inv-7", new BigDecimal("12.50")));
        assertThat(steps.list()).extracting(Step::name).containsExactly("text", "parse", "check");
    }

    @Test
    void takesFunctionsOfTheValueAlone() throws Exception {
        Steps<Integer> steps = Steps.first("name", Document::name)
                .then("trim", String::strip)
                .then("length", Duration.ofSeconds(1), text -> text.length());

        assertThat(run(steps)).isEqualTo("text.csv".length());
    }

    @Test
    void takesMethodsOfTheValueAndTheDocument() throws Exception {
        Steps<String> steps =
                Steps.first("text", document -> read(document.open())).then("sign", StepsTest::signed);

        assertThat(run(steps)).isEqualTo("inv-7,12.50 of text.csv");
    }

    @Test
    void boundsAStepWithoutALimitToFiveMinutes() {
        Steps<String> steps = Steps.first("a", Document::name).then("b", Duration.ofMillis(7), name -> name);

        assertThat(steps.list()).extracting(Step::limit).containsExactly(Duration.ofMinutes(5), Duration.ofMillis(7));
    }

    @Test
    void leavesTheShorterListAsItWas() {
        Steps<String> one = Steps.first("a", Document::name);

        Steps<String> two = one.then("b", String::strip);

        assertThat(one).hasToString("[a]");
        assertThat(two).hasToString("[a, b]");
    }

    @Test
    void refusesASecondStepOfTheSameName() {
        Steps<String> steps = Steps.first("text", Document::name);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> steps.then("text", String::strip))
                .withMessage("two steps are named 'text': names must differ");
    }

    @Test
    void refusesAStepWithoutAFunction() {
        ValueFunction<Document, String> none = null;

        assertThatNullPointerException()
                .isThrownBy(() -> Steps.first("text", none))
                .withMessage("a step needs a function");
    }

    private Object run(Steps<?> steps) throws Exception {
        Object value = document;
        for (Step step : steps.list()) {
            value = step.run(value, document);
        }
        return value;
    }

    private static String read(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Invoice requirePositiveTotal(Invoice invoice) {
        if (invoice.total().signum() <= 0) {
            throw new PermanentFailure("total is not positive");
        }
        return invoice;
    }

    private static String signed(String text, Document document) {
        return text + " of " + document.name();
    }

    private record Invoice(String number, BigDecimal total) {
        static Invoice parse(String text) {
            String[] parts = text.split(",", -1);
            return new Invoice(parts[0], new BigDecimal(parts[1]));
        }
    }

    private record Text(String text) implements Document {
        @Override
        public String name() {
            return "text.csv";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public long size() {
            return text.length();
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of();
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
