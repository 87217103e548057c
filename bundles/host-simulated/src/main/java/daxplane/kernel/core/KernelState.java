package daxplane.kernel.core;

import daxplane.kernel.Documented;

/** Where the parts of the kernel tell what they changed. */
interface KernelState {

    void changed(Documented thing);

    void forget(Documented thing);

    void touched(String path);

    KernelLog log();
}
