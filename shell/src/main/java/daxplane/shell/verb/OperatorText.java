package daxplane.shell.verb;

import daxplane.host.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Text in a file of the operator's, read whole. */
final class OperatorText {

    private OperatorText() {
    }

    /** @throws Failure exit code 1: it cannot be read; 3: it is longer, or no text in UTF-8 */
    static String read(String file, int longestBytes) throws Failure {
        try {
            var path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw Failure.failed(file + " cannot be read: " + Errno.EISDIR.text());
            }
            try (var stream = Files.newInputStream(path)) {
                byte[] bytes = stream.readNBytes(longestBytes + 1);
                if (bytes.length > longestBytes) {
                    throw new Failure(ExitCode.REFUSED, file + " is not applied: it has more than " + longestBytes + " bytes");
                }
                return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            }
        } catch (CharacterCodingException noText) {
            throw new Failure(ExitCode.REFUSED, file + " is not applied: it is no text in UTF-8");
        } catch (IOException | InvalidPathException unable) {
            throw Failure.failed(file + " cannot be read: " + why(unable));
        }
    }

    static String why(Exception unable) {
        return unable instanceof IOException io ? Errno.of(io).map(Errno::text).orElse(String.valueOf(io.getMessage())) : String.valueOf(unable.getMessage());
    }
}
