package daxplane.labels;

/**
 * The sequence number of an index block: 1, 2, 3, 1, ... in the two lowest bits; 0 marks a block that does not count.
 * Source: docs/kernel/labels.md 1.4.
 */
public final class Sequence {

    private Sequence() {
    }

    public static int next(int sequence) {
        return switch (sequence & 3) {
            case 0 -> 0;
            case 1 -> 2;
            case 2 -> 3;
            default -> 1;
        };
    }

    /** Which of two valid index blocks is current. Equal numbers: the second, which the first write after an init relies on. */
    public static int current(int first, int second) {
        return newer(first & 3, second & 3) == (second & 3) ? 1 : 0;
    }

    private static int newer(int a, int b) {
        if (a == 0 || a == b) {
            return b;
        }
        return b != 0 && next(a) == b ? b : a;
    }
}
