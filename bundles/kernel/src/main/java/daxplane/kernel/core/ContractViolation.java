package daxplane.kernel.core;

import daxplane.host.Errno;

/**
 * A driver or module did what its contract forbids.
 *
 * @param errno EFAULT it threw something, or left a thread running; ETIMEDOUT it did not return
 * @param text  what it did, and in which call
 */
public record ContractViolation(Errno errno, String text) {
}
