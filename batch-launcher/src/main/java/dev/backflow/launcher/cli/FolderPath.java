package dev.backflow.launcher.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a path; an empty one would silently mean the working folder. */
final class FolderPath implements ITypeConverter<Path> {
    @Override
    public Path convert(String path) {
        if (path.isBlank()) {
            throw new TypeConversionException("it is empty; name a path, or . for the working folder");
        }
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + OneLine.of(path) + "' is not a path: " + e.getReason());
        }
    }
}
