package daxplane.tck;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.osgi.annotation.versioning.ConsumerType;

/** The rules as tests of a driver bundle: extend it and say what is to be certified. */
@ConsumerType
public abstract class DriverContract {

    protected abstract Candidate candidate();

    @TestFactory
    protected Stream<DynamicTest> everyDriverOwes() {
        return Rules.ALL.stream().map(rule -> DynamicTest.dynamicTest(rule.name() + ": " + rule.owes(), () -> rule.trial().run(candidate())));
    }
}
