package daxplane.host.linux;

import daxplane.fuzz.Target;
import java.util.ArrayList;

/** A message of the kernel's uevent socket. Here because the parser is private to this package. */
public final class UeventTarget implements Target {

    @Override
    public void take(byte[] input) {
        var events = new ArrayList<UeventSocket.Uevent>();
        UeventSocket.parse(input, events);
        if (events.size() > 1 || events.stream().anyMatch(event -> event.action().isEmpty() || !event.devicePath().startsWith("/sys/"))) {
            throw new AssertionError("one message became " + events);
        }
    }
}
