package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.json.NamedFile;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Finds the file or folder that was typed. */
final class PathConverter implements ITypeConverter<Path> {

    @Override
    public Path convert(String typed) {
        try {
            return NamedFile.find(typed, null);
        } catch (InvalidRequestException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
