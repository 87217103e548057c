package daxplane.kernel.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Numbers as the kernel prints sets of them: {@code 0-2,5}; the empty set is the empty text. */
record NodeList(List<Integer> ascending) {

    NodeList {
        ascending = List.copyOf(ascending);
    }

    static NodeList of(Collection<Integer> numbers) {
        return new NodeList(List.copyOf(new TreeSet<>(numbers)));
    }

    /** One bit a number, hexadecimal, in groups of 32 bits with a comma between: the form of {@code cpumap}. */
    String mask(int width) {
        int digits = Math.max(1, (width + 3) / 4);
        var text = new StringBuilder();
        for (int digit = digits - 1; digit >= 0; digit--) {
            int low = digit * 4;
            int value = ascending.stream().filter(number -> number >= low && number < low + 4).mapToInt(number -> 1 << (number - low)).sum();
            text.append(Character.forDigit(value, 16));
            if (digit > 0 && digit % 8 == 0) {
                text.append(',');
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < ascending.size();) {
            int last = i;
            while (last + 1 < ascending.size() && ascending.get(last + 1) == ascending.get(last) + 1) {
                last++;
            }
            parts.add(last == i ? ascending.get(i).toString() : ascending.get(i) + "-" + ascending.get(last));
            i = last + 1;
        }
        return String.join(",", parts);
    }
}
