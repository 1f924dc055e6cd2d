package dev.backflow.launcher.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvBufferTest {
    @Test
    void writesRowsAsRfc4180Says() throws IOException {
        var csv = new CsvBuffer();

        row(csv, "a", 1, null, new BigDecimal("12.4"));
        row(csv, null, "b,c", "say \"hi\"", "line 1\r\nline 2", " padded ", "caf\u00E9");

        assertThat(text(csv))
                .isEqualTo("a,1,,12.4\r\n,\"b,c\",\"say \"\"hi\"\"\",\"line 1\r\nline 2\",\" padded \",caf\u00E9\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF20a"})
    void defusesWhatASpreadsheetWouldRun(String formula) throws IOException {
        assertThat(cell(formula)).isEqualTo("'" + formula);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n=1", " =1", "\t", " \n x"})
    void defusesFormulasBehindWhiteSpace(String formula) throws IOException {
        assertThat(cell(formula)).isEqualTo("\"'" + formula + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1", "1-2", "a@b", "'=1", ".hidden"})
    void leavesOtherTextsAsTheyAre(String text) throws IOException {
        assertThat(cell(text)).isEqualTo(text);
    }

    @Test
    void spellsControlCharactersOut() throws IOException {
        assertThat(cell("a\u0000\u001B[31m\u007F\u0085")).isEqualTo("a\\u0000\\u001B[31m\\u007F\\u0085");
        assertThat(cell("\u0000=1")).isEqualTo("'\\u0000=1");
    }

    @Test
    void startsAnewAfterItsRowsAreTaken() throws IOException {
        var csv = new CsvBuffer();
        row(csv, "a");
        text(csv);

        assertThat(csv.size()).isZero();
        row(csv, "b");
        assertThat(text(csv)).isEqualTo("b\r\n");
    }

    private static String cell(String text) throws IOException {
        var csv = new CsvBuffer();
        csv.cell(text);
        return text(csv);
    }

    private static void row(CsvBuffer csv, @Nullable Object... values) {
        for (var value : values) {
            csv.cell(value);
        }
        csv.endRow();
    }

    private static String text(CsvBuffer csv) throws IOException {
        var bytes = new ByteArrayOutputStream();
        csv.drainTo(bytes);
        return bytes.toString(UTF_8);
    }
}
