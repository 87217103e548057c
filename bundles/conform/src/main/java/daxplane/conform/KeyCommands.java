package daxplane.conform;

import daxplane.host.Errno;
import daxplane.host.FailedCall;
import daxplane.host.Host;
import daxplane.host.HostException;
import daxplane.host.Keyring;
import daxplane.script.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code keyctl} as the recordings use it: on the user's keyring only. */
final class KeyCommands {

    private static final String KEYRING = "@u";

    private final Host host;

    KeyCommands(Host host) {
        this.host = host;
    }

    int run(List<String> arguments, Streams streams) {
        try {
            Keyring keys = host.keyring().orElseThrow(() -> new HostException(Errno.EOPNOTSUPP, FailedCall.IOCTL, "keyring"));
            return run(arguments, keys, streams);
        } catch (HostException refused) {
            streams.err().print("keyctl_" + (arguments.isEmpty() ? "" : arguments.getFirst()) + ": " + refused.errno().text() + "\n");
            return 1;
        } catch (IOException broken) {
            return 1;
        }
    }

    private static int run(List<String> words, Keyring keys, Streams streams) throws HostException, IOException {
        String verb = words.isEmpty() ? "" : words.getFirst();
        if (verb.equals("padd") && words.size() == 4) {
            streams.out().print(keys.add(words.get(1), words.get(2), streams.in().readAllBytes()) + "\n");
        } else if (verb.equals("add") && words.size() == 5) {
            streams.out().print(keys.add(words.get(1), words.get(2), words.get(3).getBytes(StandardCharsets.UTF_8)) + "\n");
        } else if (verb.equals("search") && words.size() == 4) {
            streams.out().print(keys.search(words.get(2), words.get(3)).orElseThrow(() -> new HostException(Errno.ENOKEY, FailedCall.IOCTL, "keyring")) + "\n");
        } else if (verb.equals("pipe") && words.size() == 2) {
            streams.out().print(new String(keys.read(serial(words.get(1))), StandardCharsets.ISO_8859_1));
        } else if (verb.equals("unlink") && words.size() == 3) {
            keys.unlink(serial(words.get(1)));
        } else if (verb.equals("clear") && words.size() == 2) {
            for (Keyring.Key key : keys.keys()) {
                keys.unlink(key.serial());
            }
        } else if (verb.equals("show") && words.size() == 2 && words.get(1).equals(KEYRING)) {
            show(keys, streams);
        } else {
            return 2;
        }
        return 0;
    }

    private static int serial(String word) {
        return word.matches("\\d{1,9}") ? Integer.parseInt(word) : 0;
    }

    private static void show(Keyring keys, Streams streams) throws HostException {
        streams.out().print("Keyring\n%9d --alswrv      0 65534  keyring: _uid.0\n".formatted(1));
        for (Keyring.Key key : keys.keys()) {
            streams.out().print("%9d --alswrv      0     0   \\_ %s: %s\n".formatted(key.serial(), key.type(), key.description()));
        }
    }
}
