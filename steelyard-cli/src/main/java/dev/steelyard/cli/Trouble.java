package dev.steelyard.cli;

import dev.steelyard.gateway.GatewayException;
import dev.steelyard.journal.JournalException;
import dev.steelyard.journal.Reason;
import dev.steelyard.journal.spec.SpecException;
import dev.steelyard.lab.LabException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells the person at the terminal what went wrong, without a stack trace.
record Trouble(Terminal terminal) {
    int report(Exception failure) {
        return switch (failure) {
            case SpecException mistakes -> mistaken(mistakes);
            case UsageException mistake -> said(mistake, ExitCode.USAGE);
            case LabException obstacle -> said(obstacle, ExitCode.FAILED);
            case JournalException obstacle -> said(obstacle, ExitCode.FAILED);
            case GatewayException obstacle -> said(obstacle, ExitCode.FAILED);
            case IOException obstacle -> told(Reason.of(obstacle));
            case InterruptedException _ -> ExitCode.INTERRUPTED;
            case Exception bug -> bug(bug);
        };
    }

    private int mistaken(SpecException mistakes) {
        mistakes.problems().forEach(problem -> terminal.err().println(problem));
        int count = mistakes.problems().size();
        terminal.say(count == 1 ? "1 mistake" : count + " mistakes");
        return ExitCode.USAGE;
    }

    private int said(Exception obstacle, int code) {
        terminal.say(String.valueOf(obstacle.getMessage()));
        return code;
    }

    private int told(String obstacle) {
        terminal.say(obstacle);
        return ExitCode.FAILED;
    }

    /// A defect of ours: the trace goes to a file that can be sent to us.
    private int bug(Exception bug) {
        var trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace));
        terminal.say("this is a defect of Steelyard: " + bug);
        try {
            Path file = Files.createTempFile("steelyard-defect-", ".txt");
            Files.writeString(file, trace.toString());
            terminal.say("what led to it is in " + file);
        } catch (IOException e) {
            terminal.say("what led to it could not be kept: " + e.getMessage());
        }
        return ExitCode.FAILED;
    }
}
