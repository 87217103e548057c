package daxplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelCommandLineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "memmap=1G!4G  memmap=2G!8G,1M!1G | 1G!4G;2G!8G,1M!1G",
        "\"memmap=1G!4G\" memmap=\"2G!8G\" | 1G!4G;2G!8G",
        "memmap=\"1G !4G\" | 1G !4G",
        "memmap=a=b | a=b",
        "memmap= memmap | ''",
        "x -- memmap=1G!4G | ''",
        "--=1 memmap=1G!4G | 1G!4G",
        "xmemmap=1 memmapx=2 mem=3 | ''",
    })
    void valuesOfAWord(String line, String values) {
        assertThat(String.join(";", KernelCommandLine.parse(line).values("memmap"))).isEqualTo(values);
    }

    @Test
    void dashesAndUnderlinesAreTheSame() {
        assertThat(KernelCommandLine.parse("memory-hotplug.online-policy=a").values("memory_hotplug.online_policy")).containsExactly("a");
        assertThat(KernelCommandLine.parse("movable-node").has("movable_node")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"s | true", "s=y | true", "s=on | true", "s=1 s=0 | false", "s=1 s=maybe | true", "s=OFF | false", "s=o | ''", "t | ''", "s=True | true"})
    void aSwitchIsWhatTheLastWordSaysThatSaysSomething(String line, String on) {
        assertThat(KernelCommandLine.parse(line).flag("s").map(Object::toString).orElse("")).isEqualTo(on);
    }
}
