package daxplane.modes;

/** Drivers of the dax bus, each also the name of its module. */
final class Drivers {

    static final String KMEM = "kmem";
    static final String DEVICE_DAX = "device_dax";

    private Drivers() {
    }
}
