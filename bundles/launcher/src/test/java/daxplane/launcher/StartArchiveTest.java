package daxplane.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import daxplane.launch.Application;
import daxplane.launch.Invocation;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests run without class-data sharing, as on a runtime that has no archive. */
class StartArchiveTest {

    /** Counts its rehearsals. */
    private static final class Rehearsing implements Application {
        private int rehearsals;

        @Override
        public int run(Invocation invocation) {
            return 0;
        }

        @Override
        public void rehearse(Path scratch) {
            rehearsals++;
        }
    }

    @AfterEach
    void forget() {
        System.clearProperty(StartArchive.RECORDING_PROPERTY);
    }

    /** The rehearsal takes seconds: on such a runtime every command paid for it, and no archive came of it. */
    @Test
    void rehearsesNothingWhereTheJvmCanNotRecord() {
        assertThat(System.getProperty("java.vm.info")).doesNotContain("sharing");
        System.setProperty(StartArchive.RECORDING_PROPERTY, "yes");
        var application = new Rehearsing();

        StartArchive.rehearse(application, new Ending(System.err));

        assertThat(application.rehearsals).isZero();
    }
}
