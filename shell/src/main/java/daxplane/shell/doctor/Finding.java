package daxplane.shell.doctor;

/**
 * One thing that was looked at.
 *
 * @param check  {@code state directory}
 * @param sound  whether it is as it should be
 * @param found  what was seen: {@code 43 records, intact}
 * @param remedy what to do; empty text when it is sound
 */
public record Finding(String check, boolean sound, String found, String remedy) {

    static Finding sound(String check, String found) {
        return new Finding(check, true, found, "");
    }

    static Finding trouble(String check, String found, String remedy) {
        return new Finding(check, false, found, remedy);
    }
}
