package daxplane.shell.line;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where in a line completion is asked for.
 *
 * @param words of the command that the cursor is in, quotes removed; the last one is unfinished, possibly empty
 * @param start place in the line where the unfinished word begins, its quote included
 * @param place what can stand there
 * @param piped whether the command reads what another one prints
 */
public record CompletionPoint(List<String> words, int start, Place place, boolean piped) {

    /** What the unfinished word is. */
    public enum Place {
        /** A command, or one of its words. */
        WORD,
        /** A path of the machine: behind {@code >} or in a loop's list. */
        PATH,
        /** Nothing that can be completed: a comment. */
        NOTHING
    }

    public CompletionPoint {
        words = List.copyOf(words);
    }

    /** The unfinished word. */
    public String word() {
        return words.getLast();
    }

    /** @param text the line up to the cursor */
    public static CompletionPoint of(String text) {
        return new Scan(text).point();
    }

    /** Reads as far as the cursor, more forgiving than the language itself. */
    private static final class Scan {
        private final String text;
        private final Deque<List<String>> outer = new ArrayDeque<>();
        private List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private int start = -1;
        private boolean redirected;
        private boolean backquoted;
        private boolean piped;

        Scan(String text) {
            this.text = text;
        }

        CompletionPoint point() {
            char quote = 0;
            for (int i = 0; i < text.length(); i++) {
                char character = text.charAt(i);
                if (quote != 0) {
                    if (character == quote) {
                        quote = 0;
                    } else if (character == '\\' && quote == '"' && i + 1 < text.length()) {
                        word.append(text.charAt(++i));
                    } else {
                        word.append(character);
                    }
                    continue;
                }
                switch (character) {
                    case '\'', '"' -> {
                        begin(i);
                        quote = character;
                    }
                    case '\\' -> {
                        begin(i);
                        if (i + 1 < text.length()) {
                            word.append(text.charAt(++i));
                        }
                    }
                    case ' ', '\t' -> endWord();
                    case '|' -> {
                        boolean or = i + 1 < text.length() && text.charAt(i + 1) == '|';
                        i += or ? 1 : 0;
                        endCommand();
                        piped = !or;
                    }
                    case '\n', ';', '&' -> endCommand();
                    case '>' -> {
                        word.setLength(0);
                        start = -1;
                        redirected = true;
                    }
                    case '`' -> {
                        if (backquoted) {
                            leave();
                        } else {
                            enter();
                        }
                        backquoted = !backquoted;
                    }
                    case '(' -> enter();
                    case ')' -> leave();
                    case '#' -> {
                        if (start < 0) {
                            int end = text.indexOf('\n', i);
                            if (end < 0) {
                                return new CompletionPoint(List.of(""), text.length(), Place.NOTHING, false);
                            }
                            i = end;
                            endCommand();
                        } else {
                            word.append(character);
                        }
                    }
                    default -> {
                        begin(i);
                        word.append(character);
                    }
                }
            }
            return end();
        }

        private CompletionPoint end() {
            var all = new ArrayList<>(words);
            all.add(word.toString());
            boolean inLoop = all.size() > 3 && all.getFirst().equals("for");
            return new CompletionPoint(all, start < 0 ? text.length() : start, redirected || inLoop ? Place.PATH : Place.WORD, piped);
        }

        private void begin(int at) {
            if (start < 0) {
                start = at;
            }
        }

        private void endWord() {
            if (start < 0) {
                return;
            }
            if (!redirected) {
                words.add(word.toString());
            }
            redirected = false;
            word.setLength(0);
            start = -1;
            if (words.size() == 1 && (words.getFirst().equals("do") || words.getFirst().equals("!"))) {
                words.clear();
            }
        }

        private void endCommand() {
            endWord();
            words.clear();
            piped = false;
        }

        private void enter() {
            outer.push(words);
            words = new ArrayList<>();
            word.setLength(0);
            start = -1;
            piped = false;
        }

        private void leave() {
            endWord();
            words = outer.isEmpty() ? new ArrayList<>() : outer.pop();
        }
    }
}
