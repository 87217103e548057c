package daxplane.fuzz;

import daxplane.kernel.firmware.UnusableFile;
import daxplane.machine.definition.DefinitionFiles;
import daxplane.machine.definition.MachineDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * The texts of a machine definition: machine.properties, then a line {@code ====}, then the file that its property {@code iomem}
 * names, which has the name iomem.txt here. Without that line the property file is alone.
 */
final class MachineTarget implements Target {

    private static final byte[] BORDER = "\n====\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void take(byte[] input) throws UnusableFile {
        var files = new TreeMap<String, byte[]>();
        int border = border(input);
        files.put(DefinitionFiles.PROPERTIES, Arrays.copyOf(input, border));
        if (border < input.length) {
            files.put("iomem.txt", Arrays.copyOfRange(input, border + BORDER.length, input.length));
        }
        MachineDefinition.read(DefinitionFiles.of(files));
    }

    private static int border(byte[] input) {
        for (int at = 0; at + BORDER.length <= input.length; at++) {
            if (Arrays.equals(input, at, at + BORDER.length, BORDER, 0, BORDER.length)) {
                return at;
            }
        }
        return input.length;
    }
}
