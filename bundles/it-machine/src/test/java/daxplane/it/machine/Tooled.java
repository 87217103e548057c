package daxplane.it.machine;

import daxplane.control.Actor;
import daxplane.control.ToolOutcome;
import daxplane.control.plane.LocalControlPlane;
import daxplane.tools.Console;
import daxplane.tools.LocalFiles;
import daxplane.tools.ToolEnvironment;
import daxplane.tools.Toolbox;
import java.util.Arrays;
import java.util.UUID;

/** Tools that are run through the control plane, and whose output nobody reads. */
final class Tooled {

    private Tooled() {
    }

    /** @param command its words with a blank between */
    static ToolOutcome run(LocalControlPlane control, Toolbox tools, Actor actor, String command) {
        var words = Arrays.asList(command.split(" "));
        return control.runTool(words, actor, (host, hands) -> tools.named(words.getFirst()).orElseThrow()
                .run(new ToolEnvironment(host, hands::perform, new Silent(), UUID::randomUUID, LocalFiles.none()), words.subList(1, words.size())));
    }

    private record Silent() implements Console {
        @Override
        public void stdout(String text) {
        }

        @Override
        public void stderr(String text) {
        }

        @Override
        public void stdout(byte[] bytes) {
        }
    }
}
