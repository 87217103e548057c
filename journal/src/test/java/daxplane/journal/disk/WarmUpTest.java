package daxplane.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {

    /** The JVM compiles what ran 200 times; and the rehearsal must not touch a journal. */
    @Test
    void goesThroughAnAppendOftenEnough() throws Exception {
        assertThat(WarmUp.play()).isGreaterThan(200);
    }
}
