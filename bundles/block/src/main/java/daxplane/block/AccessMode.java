package daxplane.block;

/** What direct access is for. */
public enum AccessMode {
    /** Reading and writing: pages with a bad block are refused. */
    ACCESS,
    /** Writing to make bad blocks good: pages up to the first bad one, and that one. */
    RECOVERY_WRITE
}
