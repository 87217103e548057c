package daxplane.control;

import daxplane.host.Errno;

/**
 * Why a command was not begun.
 *
 * @param code   which rule it is, for programs
 * @param errno  what the kernel would say, or does say
 * @param object what it is about: {@code dax0.0}
 * @param what   first line: {@code dax0.0 cannot leave system-ram}
 * @param rule   the rule, with the facts that break it: {@code blocks are still online (memory33-35, 384 MiB, node 2)}
 * @param kernel what the kernel does in this case: {@code unbinding now would leak the range until reboot}; empty text
 *               when the errno says enough
 * @param remedy what would make it succeed: a command, and what it does
 */
public record Refusal(RefusalCode code, Errno errno, String object, String what, String rule, String kernel, String remedy) {

    /** A refusal where the errno says what the kernel would do. */
    public Refusal(RefusalCode code, Errno errno, String object, String what, String rule, String remedy) {
        this(code, errno, object, what, rule, "", remedy);
    }

    /** As people see it: four lines, each with its newline. */
    public String text() {
        return "refused: " + what + "\n"
                + "  rule    " + rule + "\n"
                + "  kernel  " + errno + "; " + (kernel.isEmpty() ? errno.text() : kernel) + "\n"
                + "  do      " + remedy + "\n";
    }
}
