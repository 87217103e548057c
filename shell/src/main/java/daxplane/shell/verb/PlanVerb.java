package daxplane.shell.verb;

import daxplane.control.Command;
import daxplane.control.ControlException;
import daxplane.control.PlanPin;
import daxplane.control.Proposal;
import daxplane.host.platform.Platform;
import daxplane.rehearsal.RehearsedRun;
import daxplane.shell.screen.Detail;
import daxplane.shell.screen.Message;
import daxplane.shell.view.Outcomes;
import daxplane.shell.view.Plans;
import daxplane.shell.view.RehearsedTool;
import daxplane.tools.Console;
import daxplane.tools.LocalFiles;
import daxplane.tools.Tool;
import daxplane.tools.ToolEnvironment;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plan COMMAND...}: what would be done. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE, property = "command=plan")
@CommandLine.Command(name = "plan", description = "Show what a command would do, step by step; changes nothing",
        footer = {"", "Examples:",
            "  plan assign dax0.0 system-ram    every write, how it is checked, what takes it back, what it costs",
            "  plan release dax0.0",
            "  plan recover",
            "  plan ndctl create-namespace -r region0 -m fsdax",
            "  plan --exit-code recover         5 when something would be done",
            "  plan --save hand-over.plan assign dax0.0 system-ram    for 'apply hand-over.plan'",
            "  plan recover -o json"})
public final class PlanVerb implements WrapperVerb {

    @Option(names = "--save", paramLabel = "FILE", description = "write the plan there, for 'apply'")
    private String file;
    @Option(names = "--exit-code", description = "exit 5 when there is something to do")
    private boolean exitCode;
    @Option(names = "--steps", description = "each step, also of runs of memory blocks")
    private boolean everyStep;
    @Mixin private Output output;
    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "assign, release, recover, accept or undo, or ndctl, daxctl or cxl, with its words")
    private List<String> words;

    @Override
    public int ownWords() {
        return 0;
    }

    @Override
    public int run(Context given) throws ControlException, Failure {
        var context = everyStep ? output.of(given).with(Detail.FULL) : output.of(given);
        var tool = context.language().tool(words);
        if (tool.isPresent()) {
            if (file != null) {
                throw Failure.usage("plan: what a tool would do cannot be saved: a tool decides while it runs");
            }
            return rehearse(tool.get(), context);
        }
        var asked = context.language().command(words, context);
        context = everyStep ? asked.context().with(Detail.FULL) : asked.context();
        return shown(asked.command(), context);
    }

    private int shown(Command command, Context context) throws ControlException, Failure {
        switch (context.session().control().plan(command)) {
            case Proposal.Planned(var plan) -> {
                if (file != null) {
                    PlanFile.of(words, PlanPin.of(plan, context.session().control().picture())).write(file);
                }
                context.print(new Plans(plan, Plans.reachesNodes(plan) ? context.platform() : Platform.UNKNOWN, context.picture().inventory()));
                return exitCode && !plan.steps().isEmpty() ? ExitCode.PENDING : ExitCode.DONE;
            }
            case Proposal.Refused(var refusal) -> {
                if (context.forPeople()) {
                    Outcomes.refused(context.screen(), refusal, context.streams().err());
                } else {
                    context.print(new Message(Outcomes.json(refusal), ""));
                }
                return ExitCode.REFUSED;
            }
        }
    }

    /** Its own exit code stays in the plan: that a tool would fail is an answer. */
    private int rehearse(Tool tool, Context context) throws ControlException {
        var printed = new PrintedText();
        var arguments = words.subList(1, words.size());
        var answer = tool.withoutMachine(arguments);
        if (answer.isPresent()) {
            context.print(new RehearsedTool(String.join(" ", words), RehearsedRun.withoutMachine(answer.get().exitCode()), answer.get().stdout() + answer.get().stderr()));
            return ExitCode.DONE;
        }
        var run = context.session().control().rehearse((copy, effects) -> tool.run(
                new ToolEnvironment(copy, effects, printed, UUID::randomUUID, LocalFiles.none()), arguments));
        context.print(new RehearsedTool(String.join(" ", words), run, printed.text()));
        return exitCode && !run.steps().isEmpty() ? ExitCode.PENDING : ExitCode.DONE;
    }

    /** What a tool prints, both streams in the order in which it prints. */
    private static final class PrintedText implements Console {

        private final StringBuilder text = new StringBuilder();

        String text() {
            return text.toString();
        }

        @Override
        public void stdout(String part) {
            text.append(part);
        }

        @Override
        public void stderr(String part) {
            text.append(part);
        }

        @Override
        public void stdout(byte[] bytes) {
            text.append(bytes.length).append(" bytes\n");
        }
    }
}
