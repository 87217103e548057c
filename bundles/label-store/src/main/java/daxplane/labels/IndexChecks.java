package daxplane.labels;

/** Whose rules decide whether an index block counts. They differ in one check. docs/kernel/labels.md 3 and 7. */
public enum IndexChecks {

    /** Linux, when it binds a DIMM. */
    KERNEL,
    /** The ndctl tool, for {@code check-labels} and {@code init-labels}: it does not look where the labels are said to begin. */
    NDCTL
}
