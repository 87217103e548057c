package daxplane.control;

import daxplane.host.Effect;
import daxplane.inventory.ByteSize;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Something that an operator asks for and that may change the machine. Imperative; a value; says nothing about how. */
public sealed interface Command {

    /** As it is typed at the console, and as the journal remembers it. */
    String typed();

    /**
     * Bring a device into a kind of ownership.
     *
     * @param device kernel name of a dax device or namespace, a namespace's uuid, or the name that people gave it
     * @param mode   name of a {@link Mode}
     */
    record Assign(String device, String mode, Options options) implements Command {
        @Override
        public String typed() {
            return "assign " + device + " " + mode + options.typed();
        }
    }

    /** Let go of a device: back to what it is by default. */
    record Release(String device, Options options) implements Command {
        @Override
        public String typed() {
            return "release " + device + options.typed();
        }
    }

    /** Bring back what drifted: everything, or one device. */
    record Recover(Optional<String> device, Options options) implements Command {
        public Recover(Optional<String> device) {
            this(device, Options.NONE);
        }

        @Override
        public String typed() {
            return "recover" + device.map(name -> " " + name).orElse("") + options.typed();
        }
    }

    /** Take what is observed as what is wanted from now on: the drift of one device, or all of it, ends without a change. */
    record Accept(Optional<String> device) implements Command {
        @Override
        public String typed() {
            return "accept" + device.map(name -> " " + name).orElse("");
        }
    }

    /** Bring everything that an operation touched back to what it was before. */
    record Undo(String operation, Options options) implements Command {
        public Undo(String operation) {
            this(operation, Options.NONE);
        }

        @Override
        public String typed() {
            return "undo " + operation + options.typed();
        }
    }

    /**
     * Effects that an operator typed by hand, one after the other, up to the first that fails. Nothing is undone.
     *
     * @param leakUntilReboot accept that memory is lost until the next boot
     */
    record Perform(List<Effect> effects, boolean leakUntilReboot) implements Command {

        /** More than anybody types; a script that wants more uses several commands. */
        public static final int MOST_EFFECTS = 4_096;

        public Perform {
            effects = List.copyOf(effects);
            if (effects.isEmpty() || effects.size() > MOST_EFFECTS) {
                throw new IllegalArgumentException("between 1 and " + MOST_EFFECTS + " effects, not " + effects.size());
            }
        }

        public static Perform of(Effect effect) {
            return new Perform(List.of(effect), false);
        }

        @Override
        public String typed() {
            return effects.stream().map(Effect::typed).collect(Collectors.joining("; "))
                    + (leakUntilReboot ? " --leak-until-reboot" : "");
        }
    }

    /**
     * Enable or disable a namespace, a region or a DIMM; give a namespace another name; make, destroy or resize a namespace or a
     * device of a dax region; give label areas other contents.
     *
     * @param object kernel name; a namespace's also by its uuid or the name that people gave it; of what is made, the free space:
     *               {@code region2:256M}, {@code dax0:256M}
     */
    record Adjust(String object, Adjustment adjustment, Options options) implements Command {

        /** What is to be different. */
        public sealed interface Adjustment {
            record Enabled(boolean on) implements Adjustment {
            }

            record Named(String name) implements Adjustment {
            }

            /** It is made of free space. @param mode that owns it then */
            record Created(String mode) implements Adjustment {
            }

            record Destroyed() implements Adjustment {
            }

            record Resized(ByteSize bytes) implements Adjustment {
            }

            /** Of a DIMM: what stood in its label area, with the namespaces of then. */
            record LabelsRestored(long revision) implements Adjustment {
            }

            /** Of a DIMM: fresh index blocks and no label. @param version {@code 1.1} or {@code 1.2} */
            record LabelsInitialised(String version) implements Adjustment {
            }
        }

        @Override
        public String typed() {
            return switch (adjustment) {
                case Adjustment.Enabled(var on) -> (on ? "enable " : "disable ") + object;
                case Adjustment.Named(var name) -> "rename " + object + " " + name;
                case Adjustment.Created(var mode) -> "create " + object + " " + mode;
                case Adjustment.Destroyed _ -> "destroy " + object;
                case Adjustment.Resized(var bytes) -> "resize " + object + " " + bytes.typed();
                case Adjustment.LabelsRestored(var revision) -> "labels restore " + object + " --at " + revision;
                case Adjustment.LabelsInitialised(var version) -> "labels init " + object + (version.equals("1.2") ? "" : " --label-version " + version);
            } + options.typed();
        }
    }

    /**
     * Several commands as one operation: one plan, one entry in the journal, one {@code undo}.
     *
     * @param commands  what {@link Assign}, {@link Release}, {@link Adjust} and a {@link Recover} of one object ask for, in the order in which it is done
     * @param keepGoing whether the others are done all the same when one fails; otherwise all are done, or none
     */
    record Several(List<Command> commands, boolean keepGoing) implements Command {

        /** More devices than any machine has namespaces that are used. */
        public static final int MOST = 1_024;

        public Several {
            commands = List.copyOf(commands);
            if (commands.isEmpty() || commands.size() > MOST) {
                throw new IllegalArgumentException("between 1 and " + MOST + " commands, not " + commands.size());
            }
            commands.forEach(Several::requirePart);
        }

        /** The command itself when it is one alone. */
        public static Command of(List<? extends Command> commands, boolean keepGoing) {
            return commands.size() == 1 ? commands.getFirst() : new Several(List.copyOf(commands), keepGoing);
        }

        private static void requirePart(Command command) {
            switch (command) {
                case Assign _, Release _, Adjust _ -> { }
                case Recover recover when recover.device().isPresent() -> { }
                case Recover _, Accept _, Undo _, Perform _, Several _, Power _ ->
                        throw new IllegalArgumentException(command.typed() + " is never one of several");
            }
        }

        /** Commands that differ in their object alone are typed as one. */
        @Override
        public String typed() {
            var shapes = commands.stream().map(Several::shape).distinct().toList();
            String typed = shapes.size() == 1 ? shapes.getFirst().replace(OBJECT, commands.stream().map(Several::object).collect(Collectors.joining(" ")))
                    : commands.stream().map(Command::typed).collect(Collectors.joining("; "));
            return typed + (keepGoing ? " --keep-going" : "");
        }

        private static final String OBJECT = "\0";

        /** What one of several is about, as it was typed. */
        public static String object(Command command) {
            return switch (command) {
                case Assign assign -> assign.device();
                case Release release -> release.device();
                case Adjust adjust -> adjust.object();
                case Recover recover -> recover.device().orElse("");
                case Accept _, Undo _, Perform _, Several _, Power _ -> "";
            };
        }

        private static String shape(Command command) {
            return switch (command) {
                case Assign(var _, var mode, var options) -> new Assign(OBJECT, mode, options).typed();
                case Release(var _, var options) -> new Release(OBJECT, options).typed();
                case Adjust(var _, var adjustment, var options) -> new Adjust(OBJECT, adjustment, options).typed();
                case Recover(var _, var options) -> new Recover(Optional.of(OBJECT), options).typed();
                case Accept _, Undo _, Perform _, Several _, Power _ -> command.typed();
            };
        }
    }

    /** The power switch; simulated machines only. */
    record Power(boolean orderly) implements Command {
        @Override
        public String typed() {
            return effect().typed();
        }

        public Effect effect() {
            return orderly ? new Effect.Reboot() : new Effect.PowerLoss();
        }
    }
}
