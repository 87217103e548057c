package daxplane.host;

/** Where in an access an error arose. A file that cannot be opened and a value that is refused are different answers. */
public enum FailedCall {
    OPEN, READ, WRITE, LIST, READ_LINK, IOCTL, LOAD_MODULE, UNLOAD_MODULE, POWER
}
