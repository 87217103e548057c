package daxplane.host.sysfs;

/** Paths of devices: real paths in /sys, with every link followed. */
final class DevicePath {

    private static final String ROOT = "/sys/devices";

    private DevicePath() {
    }

    /** The path below /sys/devices: {@code /LNXSYSTM:00/.../ndbus0/region0}. */
    static String below(String realPath) {
        return realPath.startsWith(ROOT + "/") ? realPath.substring(ROOT.length()) : realPath;
    }

    static String parent(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    static String lastOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
