package daxplane.kernel.core;

import daxplane.kernel.Persistent;

/** Where the parts of the kernel tell what they changed. */
interface KernelState {

    void changed(Persistent thing);

    void forget(Persistent thing);

    void touched(String path);

    KernelLog log();
}
