package daxplane.tools.session;

import daxplane.tools.Command;

/** A command and its code. */
public record Entry(Command command, Action action) {
}
