package daxplane.it.kernel;

import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.jr.ob.JSON;
import com.fasterxml.jackson.jr.stree.JacksonJrsTreeCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A virtual machine that runs an unmodified Debian kernel: two nodes with processors and DRAM, two memory-only nodes, three
 * NVDIMMs whose media are files of ours. Software emulation, so it runs wherever QEMU does.
 *
 * <p>Commands go over a virtio-serial line to the first process of the guest, one at a time.
 */
final class Guest implements AutoCloseable {

    /** The emulator panics about one boot in 200 early on; that says nothing about us. */
    private static final int BOOT_ATTEMPTS = 3;
    /** Other tests may run beside, and go first; so here and below. */
    private static final Duration BOOT_PATIENCE = Duration.ofSeconds(360);
    private static final JSON JSON_TREE = JSON.std.with(new JacksonJrsTreeCodec());

    /** What a command in the guest ended with. */
    record Ended(int exitCode, String out, String err) {
        Ended succeeded() {
            if (exitCode != 0) {
                throw new AssertionError("exit " + exitCode + "\n" + out + "\n" + err);
            }
            return this;
        }
    }

    private final Process machine;
    private final SocketChannel line;
    private final Path directory;
    private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
    private long sequence;

    private Guest(Process machine, SocketChannel line, Path directory) {
        this.machine = machine;
        this.line = line;
        this.directory = directory;
    }

    /**
     * Boots a guest.
     *
     * @param kernel 6.12 or 6.1
     * @param media  where dimm0.img and the others are: the guest writes to them
     * @param image  file system image mounted on /mnt; several guests must not share one
     * @param directory for what QEMU and the console said
     */
    static Guest boot(Path lab, String kernel, Path media, Path image, Path initrd, Hardware hardware, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (int attempt = 1; ; attempt++) {
            try {
                return bootOnce(lab, kernel, media, image, initrd, hardware, directory);
            } catch (IOException panicked) {
                Files.copy(directory.resolve("console.log"), directory.resolve("console-failed-" + attempt + ".log"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                if (attempt == BOOT_ATTEMPTS) {
                    throw panicked;
                }
            }
        }
    }

    private static Guest bootOnce(Path lab, String kernel, Path media, Path image, Path initrd, Hardware hardware, Path directory) throws IOException {
        // A socket's path is at most 107 bytes long: keep it short wherever the project lies.
        Path socket = Files.createTempDirectory("daxplane-guest").resolve("agent");
        Files.deleteIfExists(directory.resolve("console.log"));
        Files.createFile(directory.resolve("console.log"));
        Process machine = new ProcessBuilder(commandLine(lab, kernel, media, image, initrd, hardware, directory, socket)).redirectErrorStream(true)
                .redirectOutput(directory.resolve("qemu.log").toFile()).start();
        // A guest must not outlive the process that was going to end it.
        Runtime.getRuntime().addShutdownHook(new Thread(machine::destroyForcibly));
        try {
            var guest = new Guest(machine, connect(machine, socket, directory), directory);
            guest.readLine(BOOT_PATIENCE);
            return guest;
        } catch (IOException failed) {
            machine.destroyForcibly();
            throw failed;
        }
    }

    private static List<String> commandLine(Path lab, String kernel, Path media, Path image, Path initrd, Hardware hardware, Path directory,
            Path socket) throws IOException {
        String half = hardware.megabytes() / 2 + "M";
        var words = new ArrayList<>(List.of("qemu-system-x86_64", "-accel", "tcg,thread=multi", "-cpu", "max",
                "-machine", "q35,nvdimm=on,hmat=on", "-smp", "2", "-m", hardware.megabytes() + "M,slots=8,maxmem=32G",
                "-object", "memory-backend-ram,id=ram0,size=" + half, "-object", "memory-backend-ram,id=ram1,size=" + half,
                "-numa", "node,nodeid=0,cpus=0,memdev=ram0", "-numa", "node,nodeid=1,cpus=1,memdev=ram1",
                "-numa", "node,nodeid=2,initiator=0", "-numa", "node,nodeid=3,initiator=1"));
        int[][] distances = {{0, 1, 21}, {0, 2, 17}, {0, 3, 28}, {1, 2, 28}, {1, 3, 17}, {2, 3, 28}};
        for (int[] distance : distances) {
            words.addAll(List.of("-numa", "dist,src=%d,dst=%d,val=%d".formatted(distance[0], distance[1], distance[2])));
        }
        int[][] latencies = {{0, 0, 10}, {0, 1, 20}, {0, 2, 50}, {0, 3, 70}, {1, 0, 20}, {1, 1, 10}, {1, 2, 70}, {1, 3, 50}};
        for (int[] latency : latencies) {
            String way = "hmat-lb,initiator=%d,target=%d,hierarchy=memory,".formatted(latency[0], latency[1]);
            words.addAll(List.of("-numa", way + "data-type=access-latency,latency=" + latency[2],
                    "-numa", way + "data-type=access-bandwidth,bandwidth=" + 204800 / latency[2] + "M"));
        }
        words.addAll(hardware.words(media));
        words.addAll(List.of("-drive", "if=none,id=image,format=raw,cache=unsafe,file=" + image, "-device", "virtio-blk-pci,drive=image,bus=pcie.0",
                "-kernel", lab.resolve(kernel).resolve("vmlinuz").toString(), "-initrd", initrd.toString(),
                "-append", "console=ttyS0 nokaslr panic=-1 quiet loglevel=4 lab.image " + hardware.options(),
                "-display", "none", "-monitor", "none", "-no-reboot", "-nodefaults", "-nic", "none",
                "-serial", "file:" + directory.resolve("console.log"),
                "-device", "virtio-serial-pci,bus=pcie.0", "-chardev", "socket,id=ag,path=" + socket + ",server=on,wait=off",
                "-device", "virtserialport,chardev=ag,name=agent"));
        return words;
    }

    private static SocketChannel connect(Process machine, Path socket, Path directory) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                channel.connect(UnixDomainSocketAddress.of(socket));
                return channel;
            } catch (IOException notYet) {
                if (!machine.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("QEMU does not start: " + Files.readString(directory.resolve("qemu.log")), notYet);
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Runs a shell command in the initial file system of the guest, where ndctl and daxctl are. */
    Ended exec(String command) throws IOException {
        return exec(command, Duration.ofSeconds(180));
    }

    Ended exec(String command, Duration patience) throws IOException {
        TreeNode reply = call(patience, "exec", String.valueOf(patience.toMillis()), command);
        return new Ended(Integer.parseInt(text(reply, "rc")), text(reply, "stdout"), text(reply, "stderr"));
    }

    /** Runs a command in the image: Java is {@code java}, the content {@code /app}. */
    Ended inImage(String command, Duration patience) throws IOException {
        return exec("chroot /mnt /bin/sh -c " + quoted("export PATH=/java/bin:/usr/bin:/usr/sbin:/bin:/sbin HOME=/root JAVA_HOME=/java; " + command), patience);
    }

    /** Starts a shell command in the background; its process group has the returned number. */
    int spawn(String command) throws IOException {
        return Integer.parseInt(text(call(Duration.ofSeconds(60), "spawn", command), "pid"));
    }

    void kill(int processGroup, int signal) throws IOException {
        call(Duration.ofSeconds(60), "kill", String.valueOf(processGroup), String.valueOf(signal));
    }

    /** Every interesting attribute, in the key format of the recordings. */
    Map<String, String> state() throws IOException {
        var state = new LinkedHashMap<String, String>();
        TreeNode reply = call(Duration.ofSeconds(180), "state");
        TreeNode tree = reply.get("state");
        if (tree == null) {
            throw new IOException("the guest shows no state: " + reply + "; its console ends with\n" + consoleTail());
        }
        tree.fieldNames().forEachRemaining(key -> state.put(key, textOf(tree.get(key))));
        return state;
    }

    TreeNode call(Duration patience, String operation, String... arguments) throws IOException {
        var request = new StringBuilder().append(++sequence).append('\t').append(operation);
        for (String argument : arguments) {
            request.append('\t').append(escaped(argument));
        }
        ByteBuffer bytes = ByteBuffer.wrap(request.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            line.write(bytes);
        }
        while (true) {
            TreeNode reply = JSON_TREE.treeFrom(readLine(patience.plusSeconds(20)));
            if (text(reply, "id").equals(String.valueOf(sequence))) {
                return reply;
            }
        }
    }

    private String readLine(Duration patience) throws IOException {
        // A blocking channel has no time limit: when nobody answers in time, the machine is ended, and that ends the read.
        var watchdog = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(patience);
                machine.destroyForcibly();
            } catch (InterruptedException answered) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            while (true) {
                byte[] so = unread.toByteArray();
                for (int i = 0; i < so.length; i++) {
                    if (so[i] == '\n') {
                        unread.reset();
                        unread.write(so, i + 1, so.length - i - 1);
                        return new String(so, 0, i, StandardCharsets.UTF_8);
                    }
                }
                buffer.clear();
                if (line.read(buffer) < 0) {
                    throw new IOException("the guest is gone; its console ends with\n" + consoleTail());
                }
                unread.write(buffer.array(), 0, buffer.position());
            }
        } finally {
            watchdog.interrupt();
        }
    }

    private String consoleTail() throws IOException {
        String console = new String(Files.readAllBytes(directory.resolve("console.log")), StandardCharsets.ISO_8859_1);
        return console.substring(Math.max(0, console.length() - 2000));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b <= ' ' || b == '%' || b >= 0x7f) {
                escaped.append("%%%02X".formatted(b));
            } else {
                escaped.append((char) b);
            }
        }
        return escaped.toString();
    }

    static String text(TreeNode node, String field) {
        return textOf(node.get(field));
    }

    private static String textOf(TreeNode node) {
        return switch (node) {
            case com.fasterxml.jackson.jr.stree.JrsString string -> string.getValue();
            case com.fasterxml.jackson.jr.stree.JrsValue value -> value.asText();
            default -> throw new IllegalStateException("not a value: " + node);
        };
    }

    /** Orderly power-off, so that everything written is in the media files. */
    @Override
    public void close() throws IOException {
        try {
            line.write(ByteBuffer.wrap("0\tpoweroff\n".getBytes(StandardCharsets.UTF_8)));
            if (!machine.waitFor(60, TimeUnit.SECONDS)) {
                machine.destroyForcibly();
            }
        } catch (IOException alreadyGone) {
            machine.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            machine.destroyForcibly();
        } finally {
            line.close();
        }
    }
}
