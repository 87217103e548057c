package daxplane.kernel;

/** Numbers of memory regions: the nd bus and the CXL bus take theirs from one supply. Exported by the module of the CXL bus. */
public interface RegionNumbers {

    /** Whether a region has the number, or will get it. */
    boolean taken(int number);
}
