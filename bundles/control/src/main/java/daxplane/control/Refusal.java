package daxplane.control;

import daxplane.host.Errno;

/**
 * Why a command was not begun.
 *
 * @param errno  what the kernel would say, or does say
 * @param object what it is about: {@code dax0.0}
 * @param what   first line: {@code dax0.0 can not leave system-ram}
 * @param rule   the rule, with the facts that break it
 * @param remedy what would make it succeed
 */
public record Refusal(Errno errno, String object, String what, String rule, String remedy) {
}
