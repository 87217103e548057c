package daxplane.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpreterTest {

    private static final String BLOCKS = "/sys/devices/system/memory/";

    private final Machine machine = new Machine()
            .with(BLOCKS + "memory33/state", "offline\n")
            .with(BLOCKS + "memory34/state", "online\n")
            .with(BLOCKS + "memory35/state", "offline\n")
            .with(BLOCKS + "auto_online_blocks", "online\n");

    @Test
    void runsTheRecipeOfTheRequirements() throws Exception {
        machine.run("""
                for f in `words /sys/devices/system/memory/memory3[35]/state`; do
                echo $f: `cat /sys/devices/system/memory/memory33/state`
                done
                """);
        assertThat(machine.out).isEqualTo("""
                </sys/devices/system/memory/memory33/state>: offline
                </sys/devices/system/memory/memory35/state>: offline
                """);

        machine.run("for f in /sys/devices/system/memory/*/state; do echo online_movable > $f; done");
        assertThat(machine.written).containsExactly(BLOCKS + "memory33/state=online_movable\n",
                BLOCKS + "memory34/state=online_movable\n", BLOCKS + "memory35/state=online_movable\n");
    }

    /** As the recordings loop over memory blocks (corpus kmem-pinned-mlock) and namespaces (ns-many). */
    @Test
    void runsTheLoopsOfTheRecordings() throws Exception {
        machine.run("for b in /sys/devices/system/memory/memory*; do [ -e $b/state ] && { echo offline > $b/state; echo ${b##*/} rc=$?; }; done; true");
        assertThat(machine.out).isEqualTo("memory33 rc=0\nmemory34 rc=0\nmemory35 rc=0\n");

        machine.run("i=1; while [ $i -le 3 ]; do fail $((i % 2)) || echo fail $i; i=$((i+1)); done");
        assertThat(machine.out).isEqualTo("fail 1\nfail 3\n");
    }

    /** As a recording fills a list until it is full (corpus err-bb-format, step 25). */
    @Test
    void leavesALoop() throws Exception {
        assertThat(machine.run("for i in 1 2 3 4; do fail $((i / 3)) || { echo stop at $i; break; }; echo $i; done; echo end")).isZero();
        assertThat(machine.out).isEqualTo("1\n2\nstop at 3\nend\n");
        machine.run("for i in 1 2 3; do [ $i = 2 ] && continue; for j in a b; do break; done; echo $i; done");
        assertThat(machine.out).isEqualTo("1\n3\n");
        machine.run("i=0; while true; do i=$((i+1)); [ $i = 5 ] && break; done; echo $i; break; echo here");
        assertThat(machine.out).isEqualTo("5\nhere\n");
    }

    @Test
    void readsAFile() throws Exception {
        assertThat(machine.run("cat < " + BLOCKS + "memory33/state")).isZero();
        assertThat(machine.out).isEqualTo("offline\n");
        assertThat(machine.run("echo before < " + BLOCKS + "nothing; echo rc=$?")).isZero();
        assertThat(machine.out).isEqualTo("rc=1\n");
    }

    @Test
    void choosesABranch() throws Exception {
        assertThat(machine.run("if [ -d /sys/devices ]; then echo a; elif true; then echo b; else echo c; fi")).isZero();
        assertThat(machine.out).isEqualTo("a\n");
        machine.run("if [ -d /sys/nowhere ]; then echo a; elif [ x != x ]; then echo b; else echo c; fi");
        assertThat(machine.out).isEqualTo("c\n");
        assertThat(machine.run("if false; then echo a; fi")).isZero();
        assertThat(machine.run("[ 1 -le x ]")).isEqualTo(2);
        assertThat(machine.err).isEqualTo("[: 'x' is no number\n");
    }

    @Test
    void takesPiecesOffAndCalculates() throws Exception {
        machine.run("p=/a/b.c.d; words ${p##*/} ${p#*/} ${p%.*} ${p%%.*} $((2*(3+0x10)-1)) $((nothing+1))");
        assertThat(machine.out).isEqualTo("<b.c.d>\n<a/b.c.d>\n</a/b.c>\n</a/b>\n<37>\n<1>\n");
        assertThat(machine.run("echo $((1/0))")).isEqualTo(1);
        assertThat(machine.err).contains("division by zero");
    }

    /** As recordings keep the status of a mount (corpus acc-part-align). */
    @Test
    void keepsTheStatusOfTheCommandBefore() throws Exception {
        machine.run("false; rc=$?; words $? $rc; x=$(false); words $?");
        assertThat(machine.out).isEqualTo("<0>\n<1>\n<1>\n");
    }

    @Test
    void endsALoopThatNeverEnds() throws Exception {
        assertThat(machine.run("while true; do :; done")).isEqualTo(1);
        assertThat(machine.err).contains("a loop of more than");
    }

    @Test
    void writesTheWholeTextAtOnce() throws Exception {
        assertThat(machine.run("echo offline >" + BLOCKS + "auto_online_blocks")).isZero();
        assertThat(machine.written).containsExactly(BLOCKS + "auto_online_blocks=offline\n");
        assertThat(machine.out).isEmpty();
    }

    @Test
    void doesNotRunACommandWhoseFileIsMissing() throws Exception {
        assertThat(machine.run("echo x > /sys/nowhere && echo done")).isEqualTo(1);
        assertThat(machine.err).isEqualTo("/sys/nowhere: No such file or directory\n");
        assertThat(machine.out).isEmpty();
    }

    @Test
    void aCommandThatPrintsNothingWritesNothing() throws Exception {
        machine.run(": > " + BLOCKS + "auto_online_blocks");
        assertThat(machine.written).isEmpty();
    }

    @Test
    void connectsCommandsByTheirStatus() throws Exception {
        assertThat(machine.run("fail 3 || echo b && echo c; fail 5")).isEqualTo(5);
        assertThat(machine.out).isEqualTo("b\nc\n");
        assertThat(machine.run("fail 3 && echo b")).isEqualTo(3);
        assertThat(machine.run("! fail 3")).isZero();
        assertThat(machine.run("! true")).isEqualTo(1);
    }

    @Test
    void hasTheStatusOfTheLastStageOfAPipe() throws Exception {
        assertThat(machine.run("echo abc | upper | upper")).isZero();
        assertThat(machine.out).isEqualTo("ABC\n");
        assertThat(machine.run("fail 3 | upper")).isZero();
        assertThat(machine.run("echo abc | fail 4")).isEqualTo(4);
    }

    @Test
    void pipesALoop() throws Exception {
        machine.run("for x in a b; do echo $x; done | upper");
        assertThat(machine.out).isEqualTo("A\nB\n");
    }

    @Test
    void splitsWhatIsNotQuoted() throws Exception {
        machine.run("X='a  b'; words $X \"$X\" '$X' p$X\"q r\"$NONE \"\" $NONE");
        assertThat(machine.out).isEqualTo("<a>\n<b>\n<a  b>\n<$X>\n<pa>\n<bq r>\n<>\n");
    }

    @Test
    void matchesOnlyWhatIsNotQuoted() throws Exception {
        machine.run("words " + BLOCKS + "'*'/state \"" + BLOCKS + "*\" /sys/nothing* " + BLOCKS + "memory3?/state");
        assertThat(machine.out).startsWith("<" + BLOCKS + "*/state>\n<" + BLOCKS + "*>\n</sys/nothing*>\n<" + BLOCKS + "memory33/state>");
        machine.run("P='" + BLOCKS + "memory3[!4]'; words $P/state");
        assertThat(machine.out).isEqualTo("<" + BLOCKS + "memory33/state>\n<" + BLOCKS + "memory35/state>\n");
    }

    @Test
    void knowsTheEnvironmentAndTheLastStatus() throws Exception {
        machine.run("echo $HOME ${HOME}x $? $; fail 7");
        assertThat(machine.out).isEqualTo("/root /rootx 0 $\n");
        machine.run("echo $?");
        assertThat(machine.out).isEqualTo("7\n");
        machine.run("HOME=/other; echo $HOME");
        assertThat(machine.out).isEqualTo("/other\n");
    }

    @Test
    void anAssignmentHasTheStatusOfItsSubstitution() throws Exception {
        assertThat(machine.run("fail 3; X=a")).isZero();
        assertThat(machine.run("X=$(fail 3)")).isEqualTo(3);
    }

    @Test
    void redirectsComplaints() throws Exception {
        machine.run("complain 2>/dev/null; echo gone > /dev/null");
        assertThat(machine.err + machine.out).isEmpty();
        machine.run("complain 2>&1 | upper");
        assertThat(machine.out).isEqualTo("COMPLAINT\n");
        machine.run("echo to-err >&2");
        assertThat(machine.err).isEqualTo("to-err\n");
    }

    @Test
    void stopsAtAFailureWhenToldTo() throws Exception {
        assertThat(machine.run("set -e; fail 3 || true; fail 4; echo no")).isEqualTo(4);
        assertThat(machine.out).isEmpty();
        assertThat(machine.interpreter.ended()).isTrue();
        assertThat(machine.run("echo no")).isEqualTo(4);
        assertThat(machine.out).isEmpty();
    }

    @Test
    void goesOnAfterAFailureOtherwise() throws Exception {
        assertThat(machine.run("fail 3; echo yes")).isZero();
        assertThat(machine.out).isEqualTo("yes\n");
    }

    @Test
    void endsWithTheStatusThatExitNames() throws Exception {
        assertThat(machine.run("for x in a b; do echo $x; exit 9; done; echo no")).isEqualTo(9);
        assertThat(machine.out).isEqualTo("a\n");
    }

    @Test
    void tracesWhenToldTo() throws Exception {
        machine.run("set -x; echo $HOME");
        assertThat(machine.err).isEqualTo("+ echo /root\n");
    }

    @Test
    void anInterruptionEndsALoop() throws Exception {
        assertThat(machine.run("for x in a b; do echo $x; interrupt; done; echo no")).isEqualTo(Interruption.STATUS);
        assertThat(machine.out).isEqualTo("a\n");
        machine.interruption.clear();
        assertThat(machine.run("echo again")).isZero();
    }

    @Test
    void refusesMoreOutputThanAPipeHolds() throws Exception {
        machine.with("/big", "x".repeat(Limits.LONGEST_OUTPUT + 1));
        assertThat(machine.run("cat /big | upper")).isEqualTo(1);
        assertThat(machine.run("X=`cat /big`")).isEqualTo(1);
        assertThat(machine.run("cat /big > " + BLOCKS + "auto_online_blocks")).isEqualTo(1);
        assertThat(machine.err).contains("nothing was written");
        assertThat(machine.written).isEmpty();
    }

    /** As a closed pipe does it: who has read enough ends who writes for ever. */
    @Test
    void aReaderThatHasEnoughEndsAWriterThatNeverEnds() throws Exception {
        assertThat(machine.run("while true; do echo x; done | first")).isZero();
        assertThat(machine.out).isEqualTo("x\n");
        assertThat(machine.err).isEmpty();
        assertThat(machine.run("while true; do echo x; done | pass | pass | first; echo $?")).isZero();
        assertThat(machine.out).isEqualTo("x\n0\n");
        assertThat(machine.run("for a in 1 2 3; do while true; do echo $a; done | first; done")).isZero();
        assertThat(machine.out).isEqualTo("1\n2\n3\n");
        assertThat(machine.run("X=$(while true; do echo y; done | first); echo $X")).isZero();
        assertThat(machine.out).isEqualTo("y\n");
    }

    @Test
    void muchGoesThroughAPipeWholeAndInOrder() throws Exception {
        machine.with("/lines", "0123456789abcde\n".repeat(1000));
        machine.run("for a in 1 2 3 4 5; do cat /lines; echo $a; done | upper | pass");
        assertThat(machine.out).isEqualTo(("0123456789ABCDE\n".repeat(1000) + "%d\n").repeat(5).formatted(1, 2, 3, 4, 5));
    }

    /** Not when there is a piece of it, and not when it is over: who reads one line of what follows a journal gets it, and then nobody waits. */
    @Test
    void whoWaitsHandsOverWhatItWrote() throws Exception {
        machine.run("follow | first");
        assertThat(machine.out).isEqualTo("1\n");
        machine.run("follow | pass | first");
        assertThat(machine.out).isEqualTo("1\n");
        machine.run("follow; follow | upper");
        assertThat(machine.out).isEqualTo("1\n2\n3\n4\n5\n1\n2\n3\n4\n5\n");
    }

    /** As the signal does it: what writes nothing into the pipe goes on. */
    @Test
    void whoWritesNothingMoreIsNotEnded() throws Exception {
        machine.run("{ follow; echo offline > " + BLOCKS + "auto_online_blocks; } | first");
        assertThat(machine.written).hasSize(1);
        machine.run("{ follow; echo more; echo online > " + BLOCKS + "auto_online_blocks; } | first");
        assertThat(machine.written).as("it wrote to nobody").hasSize(1);
    }

    @Test
    void whoWritesRunsToItsEndWhenNobodyReads() throws Exception {
        machine.run("{ echo a; echo offline > " + BLOCKS + "auto_online_blocks; } | true");
        assertThat(machine.written).hasSize(1);
    }

    @Test
    void anInterruptionEndsAPipe() throws Exception {
        assertThat(machine.run("while true; do echo x; interrupt; done | upper")).isEqualTo(Interruption.STATUS);
    }

    @Test
    void understandsLettersTogetherAndNames() throws Exception {
        assertThat(machine.run("set -ex; echo a; fail 4; echo b")).isEqualTo(4);
        assertThat(machine.out).isEqualTo("a\n");
        assertThat(machine.err).isEqualTo("+ echo a\n+ fail 4\n");
    }

    @Test
    void aPipeFailsWithAnyOfItsStagesWhenToldTo() throws Exception {
        assertThat(machine.run("fail 3 | upper")).isZero();
        assertThat(machine.run("set -o pipefail; fail 3 | upper")).isEqualTo(3);
        assertThat(machine.run("fail 3 | fail 5 | upper")).isEqualTo(5);
        assertThat(machine.run("set +o pipefail; fail 3 | upper")).isZero();
        assertThat(machine.run("set -euo pipefail; fail 3 | upper; echo no")).isEqualTo(3);
        assertThat(machine.out).isEmpty();
        assertThat(machine.interpreter.ended()).isTrue();
    }

    @Test
    void aVariableThatNobodySetIsAMistakeWhenToldSo() throws Exception {
        assertThat(machine.run("set -u; echo $nothing")).isEqualTo(1);
        assertThat(machine.err).isEqualTo("daxplane: nothing is not set\n");
        assertThat(machine.run("something=; echo a$something")).isZero();
        assertThat(machine.run("set +u; echo a$nothing")).isZero();
    }

    @Test
    void saysWhichOptionOfSetIsNone() throws Exception {
        for (var wrong : new String[] {"set -z", "set -ez", "set -o", "set -o nosuch", "set e", "set -", "set -eo"}) {
            assertThat(machine.run(wrong)).as(wrong).isEqualTo(2);
            assertThat(machine.err).as(wrong).contains("is not understood");
        }
    }

    @Test
    void writesFilesThatAreNotTheMachines() throws Exception {
        machine.run("echo a > out.txt; echo b >> out.txt");
        assertThat(machine.kept).containsEntry("out.txt", "a\nb\n");
        machine.run("true > out.txt");
        assertThat(machine.kept).containsEntry("out.txt", "");
        assertThat(machine.run("echo c > no/place; echo d")).isZero();
        assertThat(machine.out).isEqualTo("d\n");
        assertThat(machine.err).isEqualTo("no/place: No such file or directory\n");
        assertThat(machine.written).isEmpty();
    }

    @Test
    void printsToTheStreamsThatHaveANameOfAFile() throws Exception {
        machine.run("echo a > /dev/stderr; complain 2> /dev/stdout");
        assertThat(machine.err).isEqualTo("a\n");
        assertThat(machine.out).isEqualTo("complaint\n");
    }

    @Test
    void refusesMoreWordsThanACommandHolds() throws Exception {
        machine.with("/many", "x ".repeat(Limits.MOST_WORDS + 1));
        assertThat(machine.run("echo `cat /many`")).isEqualTo(1);
        assertThat(machine.err).contains("words");
    }

    /** GNU and BusyBox: the exit status tells of SIGTERM, and who is ended says nothing more. */
    @Test
    void endsACommandThatTakesTooLongWithoutAWordOfIt() throws Exception {
        assertThat(machine.run("timeout 5 linger 5")).isEqualTo(143);
        assertThat(machine.run("timeout -k 1 -s KILL 2m linger 119")).isZero();
        assertThat(machine.run("timeout 0.5 linger 1")).as("less than a second is not for ever").isEqualTo(143);
        assertThat(machine.run("timeout 1.5m linger 89")).isZero();
        assertThat(machine.run("timeout 1.5m linger 90")).isEqualTo(143);
        assertThat(machine.run("timeout 5 fail 7")).isEqualTo(7);
        assertThat(machine.run("timeout 0 linger 5")).isZero();
        assertThat(machine.run("timeout 5 timeout 9 linger 5; echo $?")).isZero();
        assertThat(machine.out).isEqualTo("143\n");
        assertThat(machine.run("timeout 5")).isEqualTo(1);
        assertThat(machine.run("timeout soon true")).isEqualTo(1);
        assertThat(machine.err).isEqualTo("timeout: a number of seconds and a command must follow\n");
    }

    /** Who looks again and again asks whether it is enough. */
    @Test
    void endsACommandThatWaits() throws Exception {
        assertThat(machine.run("timeout 5 watch; echo $?; timeout 9 timeout 3 watch | cat; echo after")).isZero();
        assertThat(machine.out).isEqualTo("143\nafter\n");
        assertThat(machine.spent).as("not one look more").hasSeconds(8);
    }

    @ParameterizedTest
    @CsvSource({"-s KILL 5 linger 5, 137", "-s 9 5 linger 5, 137", "-sSIGINT 5 linger 5, 130", "--signal=hup --foreground 5 linger 5, 129",
        "-k 1 --kill-after=2 5 linger 5, 143", "-s KILL 5 linger 4, 0", "5 nosuch, 127", "-s KILL 5 timeout 5 nosuch, 127", "-s NONE 5 linger 5, 1",
        "-s 65 5 linger 5, 1", "-s, 1", "5 true, 0", "5 seq, 1"})
    void endsWithTheStatusOfTheSignal(String words, int status) throws Exception {
        assertThat(machine.run("timeout " + words)).isEqualTo(status);
    }

    @Test
    void hearsACommandUntilItsTimeIsOver() throws Exception {
        machine.run("timeout 5 echo before");
        assertThat(machine.out).isEqualTo("before\n");
        machine.run("x=$(timeout 5 linger 9); echo $? after");
        assertThat(machine.out).isEqualTo("143 after\n");
    }

    @Test
    void countsWithSeq() throws Exception {
        machine.run("for i in $(seq 3); do echo $i; done; seq -s , 2 4; seq 5 -2 1; seq -w 8 10; seq 3 1");
        assertThat(machine.out).isEqualTo("1\n2\n3\n2,3,4\n5\n3\n1\n08\n09\n10\n");
        assertThat(machine.run("seq 1 0 5")).isEqualTo(1);
        assertThat(machine.run("seq x")).isEqualTo(1);
        assertThat(machine.run("seq 1 1000000000")).isEqualTo(1);
        assertThat(machine.err).isEqualTo("seq: more than 131072 numbers\n");
        assertThat(machine.run("seq -999999999999999999 999999999999999999")).isEqualTo(1);
    }

    @Test
    void assignsTheStatusOfTheCommandBefore() throws Exception {
        machine.run("fail 3; rc=$?; echo $rc; fail 4; a=$? b=$(fail 5); echo $a $?; x=1; echo $?");
        assertThat(machine.out).isEqualTo("3\n4 5\n0\n");
    }
}
