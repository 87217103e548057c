package daxplane.tck;

import daxplane.host.Errno;
import daxplane.kernel.Device;
import daxplane.kernel.DeviceCore;
import daxplane.kernel.Driver;
import daxplane.kernel.Kernel;
import daxplane.kernel.KernelException;
import daxplane.kernel.Media;
import daxplane.kernel.MemoryHotplug;
import daxplane.kernel.ResourceTree;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Lets one call that a probe makes into the kernel fail. Every method that may fail does, also those of symbols that other modules
 * export. What the probe keeps of the kernel works as ever once the probe is over.
 */
final class FailingCalls {

    /** Parts of the kernel; what else its methods return is passed on as it is. */
    private static final Set<Class<?>> PARTS = Set.of(DeviceCore.class, ResourceTree.class, MemoryHotplug.class, Media.class);

    private final Errno errno;
    private volatile int left;
    private volatile boolean probing;
    private volatile String failed = "";

    FailingCalls(Errno errno) {
        this.errno = errno;
    }

    /** Of the next probe, call {@code number} fails, counted from 1. */
    void failCall(int number) {
        left = number;
        failed = "";
    }

    /** What failed; empty when the probe made fewer calls. */
    String failed() {
        return failed;
    }

    void probe(Driver driver, Device device, Kernel kernel) throws KernelException {
        probing = true;
        try {
            driver.probe(device, around(Kernel.class, kernel));
        } finally {
            probing = false;
        }
    }

    private <T> T around(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (_, method, arguments) -> call(target, method, arguments)));
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        if (probing && Arrays.asList(method.getExceptionTypes()).contains(KernelException.class) && --left == 0) {
            failed = method.getDeclaringClass().getSimpleName() + "." + method.getName();
            throw new KernelException(errno, failed + " fails: the certification wants it");
        }
        try {
            return passedOn(method, arguments, method.invoke(target, arguments));
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private Object passedOn(Method method, Object[] arguments, Object result) {
        if (PARTS.contains(method.getReturnType())) {
            return around(method.getReturnType(), result);
        }
        if (method.getName().equals("symbol") && arguments[0] instanceof Class<?> type && type.isInterface() && !type.isSealed()
                && Modifier.isPublic(type.getModifiers())) {
            return ((Optional<?>) result).map(symbol -> around(type, symbol));
        }
        return result;
    }
}
