package daxplane.driver.cxl;

/** A device that only stands for something: the bridge to the nd bus, a memory device's or a region's persistent side. */
final class PlainDevice extends CxlDevice {

    PlainDevice(Kind kind, String name, String parentDirectory, CxlBus bus) {
        super(kind, name, parentDirectory, bus);
    }
}
