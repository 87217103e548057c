package daxplane.shell.screen;

/** How much people want to read. */
public enum Detail {
    /** Names, or nothing but the exit code. */
    QUIET,
    USUAL,
    /** Nothing is folded or left out. */
    FULL
}
