package dev.backflow.run.outcome;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/**
 * Escapes, beyond what JSON demands, whatever a terminal, an editor or a log tool may take for the end of a line or
 * for an order: DEL, the C1 controls, the Unicode line ends, and the marks that turn the direction of text.
 */
final class LineSafeEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int DELETE = 0x7F;

    @Override
    public int[] getEscapeCodesForAscii() {
        var codes = standardAsciiEscapesForJSON();
        codes[DELETE] = ESCAPE_STANDARD;
        return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return misleads(character) ? new SerializedString("\\u%04X".formatted(character)) : null;
    }

    private static boolean misleads(int character) {
        return (character >= 0x80 && character <= 0x9F)
                || character == 0x061C
                || character == 0x200E
                || character == 0x200F
                || (character >= 0x2028 && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }
}
