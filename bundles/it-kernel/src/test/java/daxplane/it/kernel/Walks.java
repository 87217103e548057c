package daxplane.it.kernel;

import daxplane.capture.Captured;
import daxplane.conform.StateMap;
import daxplane.conform.Step.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;

/**
 * {@code ./verify kernel --walk N SEED [KERNEL [MACHINE]]}: random walks on a real kernel and on the simulated one, step by step,
 * until they differ.
 *
 * <p>A boot serves several walks, each going on where the one before ended. So a walk is told by the seed of the first walk after
 * the boot and its position behind it: running that many walks with that seed does the same again.
 */
final class Walks {

    private static final int STEPS = 30;
    private static final int WALKS_A_BOOT = 5;
    /** Of a chain in which the real kernel's threads overtook each other. */
    private static final int ATTEMPTS = 3;

    /** How a chain of walks ended. */
    private enum End {
        EQUAL, DIFFERENT,
        /** The real kernel gave out numbers in another order, which is no rule: how it goes on is not comparable. */
        RACED,
        /** The guest answers no more: the real kernel has stumbled, or the emulator. */
        BROKEN
    }

    private final Lab lab;
    private final String kernel;
    private final String machine;
    private final Hardware hardware;
    private final Path place;
    private final Path definition;

    private Walks(Lab lab, String kernel, String machine, Path place) {
        this.lab = lab;
        this.kernel = kernel;
        this.machine = machine;
        this.hardware = Hardware.Named.of(machine);
        this.place = place;
        this.definition = place.resolve("definition");
    }

    /** @param arguments how many walks, the first seed, the kernel, a {@link Hardware.Named}, and which definition has the images of the lab's media */
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        Path place = Files.createTempDirectory("daxplane-walks");
        boolean equal;
        try {
            var walks = new Walks(Lab.fromSystemProperties(), arguments[2], arguments[3], place);
            walks.define(Path.of(arguments[4]));
            equal = walks.run(count, seed);
        } finally {
            remove(place);
        }
        System.exit(equal ? 0 : 1);
    }

    /** The guest's twin, but with the very media that the guest boots on. */
    private void define(Path images) throws Exception {
        try (Guest guest = lab.boot(kernel, hardware, place.resolve("captured"))) {
            Captured.from(GuestHost.of(guest, hardware, place.resolve("captured")), "walk").writeTo(Files.createDirectory(definition));
        }
        if (!hardware.written()) {
            return; // blank, as the twin's are
        }
        Files.copy(images.resolve("dimms.tar.xz"), definition.resolve("dimms.tar.xz"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(definition.resolve("machine.properties"), "media = dimms.tar.xz\n", StandardOpenOption.APPEND);
    }

    private boolean run(int count, long firstSeed) throws Exception {
        int done = 0;
        var ends = new EnumMap<End, Integer>(End.class);
        for (long seed = firstSeed; done < count; seed += WALKS_A_BOOT) {
            int walks = Math.min(WALKS_A_BOOT, count - done);
            End end = End.RACED;
            for (int attempt = 0; attempt < ATTEMPTS && end == End.RACED; attempt++) {
                end = chain(seed, walks);
            }
            ends.merge(end, walks, Integer::sum);
            done += walks;
            System.out.printf("walks: %d of %d, seeds %d to %d: %s%n", done, count, firstSeed, seed + walks - 1, ends);
        }
        return !ends.containsKey(End.DIFFERENT);
    }

    /** The first difference ends the chain: nothing is equal behind it. */
    private End chain(long seed, int walks) throws Exception {
        Path here = place.resolve("seed" + seed);
        var steps = new ArrayList<Action>();
        try (var pair = SideBySide.boot(lab, kernel, hardware, definition, here)) {
            List<String> different = pair.differences();
            StateMap atBoot = pair.simulated();
            for (int walk = 0; walk < walks; walk++) {
                var random = new Random(seed + walk);
                for (int step = 0; step < STEPS && different.isEmpty(); step++) {
                    steps.add(WalkSteps.next(random, pair.simulated(), atBoot));
                    different = pair.perform(steps.getLast());
                }
                if (!different.isEmpty()) {
                    End end = pair.raced() ? End.RACED : End.DIFFERENT;
                    tell(end, seed, walk, steps, different);
                    return end;
                }
            }
            return End.EQUAL;
        } catch (IOException gone) {
            tell(End.BROKEN, seed, steps.size() / STEPS, steps, List.of(String.valueOf(gone.getMessage())));
            return End.BROKEN;
        } finally {
            remove(here);
        }
    }

    private void tell(End end, long seed, int walk, List<Action> steps, List<String> different) {
        System.out.printf("%s after step %d; again: ./verify kernel --walk %d %d %s %s%n", end, steps.size(), walk + 1, seed, kernel, machine);
        steps.subList(Math.max(0, steps.size() - STEPS), steps.size()).forEach(step -> System.out.println("  " + text(step)));
        different.forEach(line -> System.out.println("    " + line));
    }

    private static String text(Action action) {
        return switch (action) {
            case Action.Write(var path, var value) -> "echo " + value.strip() + " > " + path;
            case Action.Exec(var command) -> command;
            default -> "reboot";
        };
    }

    private static void remove(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
