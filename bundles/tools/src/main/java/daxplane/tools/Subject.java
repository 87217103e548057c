package daxplane.tools;

/** What an argument or an option's value names, so that a console can complete it. */
public enum Subject {
    /** A value that no list of objects completes: a number, a text, a uuid. */
    NOTHING,
    /** {@code ndbus0} or its provider. */
    BUS,
    /** {@code nmem0}. */
    DIMM,
    /** {@code region0}. */
    REGION,
    /** {@code namespace0.0}. */
    NAMESPACE,
    /** {@code dax0.0} on the dax bus. */
    DAX_DEVICE,
    /** Number of a dax region. */
    DAX_REGION,
    /** {@code raw}, {@code sector}, {@code fsdax}, {@code devdax}. */
    NAMESPACE_MODE,
    /** {@code devdax}, {@code system-ram}. */
    DAX_MODE,
    /** A path among the files of whoever runs the tool. */
    FILE,
    /** Bytes, with or without a suffix K, M, G, T. */
    SIZE,
    /** Name of a command of the same tool. */
    COMMAND
}
