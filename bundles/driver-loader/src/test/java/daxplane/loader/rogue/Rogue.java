package daxplane.loader.rogue;

import daxplane.kernel.KernelModule;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * A driver bundle that does what its manifest says. {@code Conduct} is one of those below; {@code Modules} are the names of the
 * modules that it offers. A service of type CountDownLatch lets go of everything that hangs.
 */
public final class Rogue implements BundleActivator {

    @Override
    public void start(BundleContext context) throws Exception {
        switch (conduct(context)) {
            case "throws" -> throw new IllegalStateException("wants another machine");
            case "breaks" -> throw new NoClassDefFoundError("example/Missing");
            case "hangs" -> latch(context).await();
            case "is deaf" -> hang(latch(context));
            default -> { }
        }
        for (String name : context.getBundle().getHeaders().get("Modules").split(",")) {
            if (!name.isEmpty()) {
                context.registerService(KernelModule.class, new Module(name, conduct(context), latch(context)), null);
            }
        }
    }

    @Override
    public void stop(BundleContext context) {
        switch (conduct(context)) {
            case "stays" -> hang(latch(context));
            case "throws when stopped" -> throw new IllegalStateException("will not go");
            default -> { }
        }
    }

    private static String conduct(BundleContext context) {
        return context.getBundle().getHeaders().get("Conduct");
    }

    private static CountDownLatch latch(BundleContext context) {
        return context.getService(context.getServiceReference(CountDownLatch.class));
    }

    /** Whatever it is told. */
    private static void hang(CountDownLatch letGo) {
        while (true) {
            try {
                letGo.await();
                return;
            } catch (InterruptedException told) {
                // it does not listen
            }
        }
    }

    private record Module(String own, String conduct, CountDownLatch letGo) implements KernelModule {

        @Override
        public String name() {
            if (conduct.equals("has no name")) {
                hang(letGo);
            }
            return own;
        }
    }
}
