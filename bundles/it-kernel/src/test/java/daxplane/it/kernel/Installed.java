package daxplane.it.kernel;

import java.io.IOException;
import java.time.Duration;

/**
 * The distribution inside of a guest, as an operator starts it there: {@code bin/daxplane --host linux}. Its state directory
 * is in the image, and survives a reboot of the guest.
 */
record Installed(Guest guest) {

    /** Other tests may run beside, and go first. */
    private static final Duration PATIENCE = Duration.ofSeconds(900);
    private static final String START = "export DAXPLANE_STATE=/state/daxplane USER=root DAXPLANE_START_ARCHIVE=no"
            + " DAXPLANE_JAVA_OPTIONS=-XX:SharedArchiveFile=/app/daxplane.jsa; ";
    private static final String SIMULATED = "/app/daxplane/bin/daxplane ";
    private static final String PROGRAM = SIMULATED + "--host linux ";

    private static final String OPERATOR = "java @/app/java.args -XX:AOTCache=/app/operator.aot -Xlog:disable daxplane.it.kernel.inside.Operator /state/daxplane";

    /** One run. @param arguments as typed at a shell */
    Guest.Ended run(String arguments) throws IOException {
        return guest.inImage(START + PROGRAM + arguments, PATIENCE);
    }

    /** One run on a simulated machine inside of the guest. */
    Guest.Ended runTwin(String arguments) throws IOException {
        return guest.inImage(START + SIMULATED + arguments, PATIENCE);
    }

    /** The same as somebody who is not root. */
    Guest.Ended runAsNobody(String arguments) throws IOException {
        return guest.inImage(START + "export DAXPLANE_STATE=/tmp/nobody HOME=/tmp USER=nobody; su -p -s /bin/sh nobody -c '" + PROGRAM + arguments + "'", PATIENCE);
    }

    /** A console that stays open and takes commands from a pipe. */
    Open open(String name) throws IOException {
        return open(name, PROGRAM + "-f -");
    }

    /** The control plane alone, on the same state directory: an {@code Operator}. */
    Open operator(String name) throws IOException {
        return open(name, OPERATOR);
    }

    private Open open(String name, String program) throws IOException {
        String directory = "/run/" + name;
        guest.exec("rm -rf /mnt" + directory + "; mkdir -p /mnt" + directory + "; busybox mkfifo /mnt" + directory + "/in").succeeded();
        int process = guest.spawn("exec chroot /mnt /bin/sh -c 'export PATH=/java/bin:/usr/bin:/usr/sbin:/bin:/sbin HOME=/root JAVA_HOME=/java; " + START
                + "exec 3<>" + directory + "/in; exec " + program + " <&3 >" + directory + "/out 2>&1'");
        return new Open(guest, process, "/mnt" + directory);
    }

    /** One process that runs. */
    static final class Open {

        /** Each look at its output starts two programs, which the emulator takes from what is waited for. */
        private static final int POLL_MICROS = 250_000;

        private final Guest guest;
        private final int process;
        private final String directory;
        private int commands;
        private int seen;

        private Open(Guest guest, int process, String directory) {
            this.guest = guest;
            this.process = process;
            this.directory = directory;
        }

        /** Lets it run a command. @return what it said */
        String run(String command) throws IOException {
            String end = "end of command " + ++commands;
            type(command + "\\necho " + end);
            var ended = guest.exec("until busybox grep -qx '" + end + "' " + directory + "/out 2>/dev/null; do kill -0 " + process
                    + " || exit 1; busybox usleep " + POLL_MICROS + "; done", PATIENCE);
            if (ended.exitCode() != 0) {
                guest.exec("kill -3 " + process + "; busybox sleep 5"); // a dump of its threads goes to its output
                throw new AssertionError(command + ": no end of it within " + PATIENCE.toSeconds() + " s, or of daxplane altogether\n" + said());
            }
            String said = said();
            seen += said.length();
            return said.replace(end + "\n", "");
        }

        /**
         * Begins a command and kills the process a while later.
         *
         * @param from a condition of the shell; the while begins when it holds
         * @return whether the command had come to its end
         */
        boolean killWhile(String command, String from, int afterMicros) throws IOException {
            guest.exec("printf '" + command + "\\n' > " + directory + "/in; until " + from + "; do busybox usleep 20000; done; busybox usleep "
                    + afterMicros + "; kill -9 " + process, PATIENCE).succeeded();
            guest.kill(process, 9); // reaps it
            return said().contains("Done");
        }

        private void type(String lines) throws IOException {
            guest.exec("printf '" + lines + "\\n' > " + directory + "/in").succeeded();
        }

        private String said() throws IOException {
            return guest.exec("cat " + directory + "/out").out().substring(seen);
        }

        /** Ends it as at a terminal. */
        void end() throws IOException {
            type("exit");
            guest.exec("while kill -0 " + process + " 2>/dev/null && ! busybox grep -q '^State:.Z' /proc/" + process + "/status; do busybox usleep 50000; done", PATIENCE);
            guest.kill(process, 9);
        }
    }
}
