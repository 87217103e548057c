package daxplane.shell;

import daxplane.host.Errno;
import daxplane.script.Limits;
import daxplane.shell.screen.Visible;
import daxplane.script.Parser;
import daxplane.script.Script;
import daxplane.script.Streams;
import daxplane.script.SyntaxException;
import daxplane.script.Word;
import daxplane.shell.verb.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The ways in that need no terminal. */
record Scripts(ShellContext workplace, Streams streams) {

    /** Words that need no parsing: another shell has parsed them. */
    int words(List<String> words) {
        var literal = words.stream().map(word -> new Word(List.of(new Word.Part.Literal(word, true)))).toList();
        return workplace.run(new Script.Simple(List.of(), literal, List.of(), List.of()), streams);
    }

    /** @param firstLine number of its first line, for messages; 0 when it is one line anyway */
    int text(String text, int firstLine) {
        try {
            return workplace.run(Parser.parse(text, firstLine), streams);
        } catch (SyntaxException wrong) {
            return complain(wrong.getMessage(), ExitCode.USAGE);
        }
    }

    /** Nothing runs before the whole file is understood. */
    int file(String name) {
        try {
            var path = Path.of(name);
            if (Files.isRegularFile(path) && Files.size(path) > 4L * Limits.LONGEST_SCRIPT) {
                return complain(name + " is longer than a script can be", ExitCode.USAGE);
            }
            return text(Files.readString(path), 1);
        } catch (NoSuchFileException missing) {
            return complain("there is no file " + name + " (ENOENT)", ExitCode.FAILED);
        } catch (java.nio.charset.CharacterCodingException noText) {
            return complain(name + " is not a text in UTF-8", ExitCode.USAGE);
        } catch (IOException unreadable) {
            return complain("cannot read " + name + ": " + Errno.said(unreadable), ExitCode.FAILED);
        } catch (InvalidPathException unusable) {
            return complain("no file can be called " + name + " (EINVAL)", ExitCode.FAILED);
        }
    }

    /** Commands run as soon as their lines are complete. */
    int standardInput() {
        var reader = new BufferedReader(new InputStreamReader(streams.in(), StandardCharsets.UTF_8));
        var commandStreams = new Streams(java.io.InputStream.nullInputStream(), streams.out(), streams.err());
        var pending = new StringBuilder();
        int line = 0;
        int first = 1;
        int status = 0;
        try {
            // After exit nothing is read: whoever types into a pipe that stays open waits for our end.
            for (var text = reader.readLine(); text != null; text = workplace.ended() ? null : reader.readLine()) {
                line++;
                pending.append(text).append('\n');
                try {
                    var script = Parser.parse(pending.toString(), first);
                    status = workplace.run(script, commandStreams);
                    pending.setLength(0);
                    first = line + 1;
                } catch (SyntaxException wrong) {
                    if (!wrong.incomplete()) {
                        return complain(wrong.getMessage(), ExitCode.USAGE);
                    }
                }
            }
        } catch (IOException unreadable) {
            return complain("cannot read the standard input: " + Errno.said(unreadable), ExitCode.FAILED);
        }
        return pending.isEmpty() || workplace.ended() ? status : text(pending.toString(), first);
    }

    private int complain(String what, int exitCode) {
        streams.err().println("daxplane: " + Visible.line(what));
        return exitCode;
    }
}
