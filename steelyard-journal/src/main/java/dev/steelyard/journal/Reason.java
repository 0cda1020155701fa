package dev.steelyard.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why a file could not be read or written, in words: the message of many of Java's exceptions is only a path.
public final class Reason {
    private Reason() {}

    public static String of(IOException failure) {
        return switch (failure) {
            case NoSuchFileException it -> it.getFile() + " does not exist";
            case AccessDeniedException it -> it.getFile() + ": permission denied";
            case FileAlreadyExistsException it -> it.getFile() + " exists already";
            case DirectoryNotEmptyException it -> it.getFile() + " is not empty";
            case FileSystemException it
            when it.getReason() == null -> it.getFile() + ": " + it.getClass().getSimpleName();
            case IOException it -> String.valueOf(it.getMessage());
        };
    }
}
