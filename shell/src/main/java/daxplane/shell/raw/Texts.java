package daxplane.shell.raw;

import daxplane.control.ControlException;
import daxplane.host.HostException;
import daxplane.shell.verb.Context;
import daxplane.shell.verb.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a command reads: the files it names, or what comes through the pipe. */
final class Texts {

    private Texts() {
    }

    static List<String> of(List<String> paths, Context context, String command) throws ControlException, Failure {
        try {
            if (paths.isEmpty()) {
                return List.of(new String(context.streams().in().readAllBytes(), StandardCharsets.UTF_8));
            }
            var texts = new ArrayList<String>();
            for (var path : paths) {
                texts.add(context.session().host().attributes().read(path));
            }
            return texts;
        } catch (HostException unreadable) {
            throw Failure.failed(command + ": " + unreadable.path() + ": " + unreadable.errno().text());
        } catch (IOException unreadable) {
            throw Failure.failed(command + ": " + unreadable.getMessage());
        }
    }
}
