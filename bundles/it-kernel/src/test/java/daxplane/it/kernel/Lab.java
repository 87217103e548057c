package daxplane.it.kernel;

import daxplane.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code ./verify kernel} prepared.
 *
 * @param directory kernels and initial file systems
 * @param image     file system image with a Java runtime and daxplane; copied for each machine
 * @param media     the DIMM images of the two-socket machine, as a kernel wrote them; copied for each machine
 * @param logs      what consoles and programs said is kept here
 */
record Lab(Path directory, Path image, Path media, Path logs) {

    static Lab fromSystemProperties() {
        return new Lab(property("daxplane.lab"), property("daxplane.lab.image"), property("daxplane.lab.media"), property("daxplane.lab.logs"));
    }

    /** Boots a guest on a machine of its own, below {@code place}; its logs are called after that. */
    Guest boot(String kernel, Hardware hardware, Path place) throws IOException {
        return site(place.getFileName() + "-" + kernel, kernel, place, hardware, media).boot(hardware);
    }

    /** Boots again on what an earlier guest left below {@code place}. */
    Guest reboot(String kernel, Hardware hardware, Path place) throws IOException {
        return new Site(this, kernel, place, logs.resolve(place.getFileName() + "-" + kernel)).boot(hardware);
    }

    /** A machine of its own, below {@code place}, with the media that a kernel wrote. */
    Site site(String name, String kernel, Path place) throws IOException {
        return site(name, kernel, place, media);
    }

    /** @param from the directory of the media files that the machine gets copies of */
    Site site(String name, String kernel, Path place, Path from) throws IOException {
        return site(name, kernel, place, Hardware.NVDIMMS, from);
    }

    private Site site(String name, String kernel, Path place, Hardware hardware, Path from) throws IOException {
        hardware.makeMedia(Files.createDirectories(place), from);
        copySparse(image, place.resolve("image.img"));
        return new Site(this, kernel, place, Files.createDirectories(logs.resolve(name)));
    }

    /**
     * The files of one virtual machine, which outlive a boot.
     *
     * @param place media and the file system image
     * @param logs  for what its guests say
     */
    record Site(Lab lab, String kernel, Path place, Path logs) {

        Guest boot() throws IOException {
            return boot(Hardware.NVDIMMS);
        }

        /** Boots on what an earlier guest left. @param options for the kernel's command line */
        Guest boot(String options) throws IOException {
            return boot(Hardware.NVDIMMS.with(options));
        }

        private Guest boot(Hardware hardware) throws IOException {
            int number = 1;
            while (Files.exists(logs.resolve("boot-" + number))) {
                number++;
            }
            return boot(hardware, lab.initrd(kernel, hardware, place.resolveSibling("initrd-" + kernel), this), number);
        }

        private Guest boot(Hardware hardware, Path initrd, int number) throws IOException {
            return Guest.boot(lab.directory, kernel, place, place.resolve("image.img"), initrd, hardware,
                    logs.resolve("boot-" + number));
        }

        /** Keeps what a program in the guest said, and says where. */
        String keep(String name, Guest.Ended said) throws IOException {
            Path file = logs.resolve(name + ".txt");
            Files.writeString(file, said.out() + said.err());
            return "exit " + said.exitCode() + ", see " + file + "\n" + said.out() + said.err();
        }
    }

    /** The initial file system; before it, where the machine has tables of its own, one with these, made at first use. */
    private Path initrd(String kernel, Hardware hardware, Path own, Site site) throws IOException {
        Path ordinary = directory.resolve(kernel).resolve("initrd.gz");
        if (hardware.ranges().isEmpty()) {
            return ordinary;
        }
        if (!Files.exists(own)) {
            byte[] ssdt;
            try (Guest guest = site.boot(hardware.plain(), ordinary, 0)) {
                ssdt = GuestHost.of(guest, hardware, site.place).attributes().readBytes("/sys/firmware/acpi/tables/SSDT");
            } catch (HostException unreadable) {
                throw new IOException(unreadable.getMessage(), unreadable);
            }
            try (var out = Files.newOutputStream(own)) {
                out.write(FirmwareTables.earlyInitrd(Map.of("NFIT", FirmwareTables.nfit(hardware.dimms().size(), hardware.ranges()),
                        "SSDT", FirmwareTables.withoutFit(ssdt))));
                Files.copy(ordinary, out);
            }
        }
        return own;
    }

    static void copySparse(Path from, Path to) throws IOException {
        try {
            if (new ProcessBuilder("cp", "--sparse=always", from.toString(), to.toString()).inheritIO().start().waitFor() != 0) {
                throw new IOException("cannot copy " + from);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while copying " + from);
        }
    }

    private static Path property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set: run ./verify kernel");
        }
        return Path.of(value);
    }
}
