package daxplane.shell.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import daxplane.control.Command;
import daxplane.control.ControlPlane;
import daxplane.control.Options;
import daxplane.control.Plan;
import daxplane.control.Proposal;
import daxplane.control.Refusal;
import daxplane.control.RefusalCode;
import daxplane.host.Errno;
import daxplane.shell.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Before contents are destroyed, whoever can be asked is asked, and nobody else. */
class ContentsQuestionTest {

    private static final Command ASSIGN = new Command.Assign("namespace0.3", "fsdax", Options.NONE);
    private static final Command CONSENTING = new Command.Assign("namespace0.3", "fsdax", Options.of(Map.of("discard-contents", "")));

    private final ControlPlane control = mock();
    private final List<String> questions = new ArrayList<>();

    @Test
    void yesIsTheOptionThatAScriptGives() throws Exception {
        refuses(RefusalCode.CONTENTS_AT_STAKE);
        assertThat(ContentsQuestion.asked(at(Optional.of("yes\n")), ASSIGN)).isEqualTo(CONSENTING);
        assertThat(questions).containsExactly("what namespace0.3 holds would be destroyed. Type yes to go on: ");
    }

    /** Names come from labels, and labels from anybody. */
    @Test
    void aNameCannotChangeTheQuestion() throws Exception {
        when(control.plan(any())).thenReturn(new Proposal.Refused(new Refusal(RefusalCode.CONTENTS_AT_STAKE, Errno.ENOTEMPTY, "namespace0.3",
                "namespace0.3 cannot become fsdax", "what namespace0.3 (\u001b[2K\rnothing\u202e) holds would be destroyed", "")));
        assertThat(ContentsQuestion.asked(at(Optional.of("no")), ASSIGN)).isEqualTo(ASSIGN);
        assertThat(questions).containsExactly("what namespace0.3 (\\u001b[2K\\rnothing\\u202e) holds would be destroyed. Type yes to go on: ");
    }

    @Test
    void anythingElseIsNo() throws Exception {
        refuses(RefusalCode.CONTENTS_AT_STAKE);
        for (String answer : List.of("", "y", "no", "YES please")) {
            assertThat(ContentsQuestion.asked(at(Optional.of(answer)), ASSIGN)).isEqualTo(ASSIGN);
        }
    }

    @Test
    void aScriptIsNotAsked() throws Exception {
        refuses(RefusalCode.CONTENTS_AT_STAKE);
        assertThat(ContentsQuestion.asked(at(Optional.empty()), ASSIGN)).isEqualTo(ASSIGN);
        verify(control, never()).plan(any());
    }

    @Test
    void whatIsRefusedForAnotherReasonIsNoQuestion() throws Exception {
        refuses(RefusalCode.MAPPED);
        assertThat(ContentsQuestion.asked(at(Optional.of("yes")), ASSIGN)).isEqualTo(ASSIGN);
        assertThat(questions).isEmpty();
    }

    @Test
    void whatDestroysNothingOrWasConsentedToIsNoQuestion() throws Exception {
        when(control.plan(any())).thenReturn(new Proposal.Planned(Plan.nothingToDo("assign", "so already")));
        assertThat(ContentsQuestion.asked(at(Optional.of("yes")), ASSIGN)).isEqualTo(ASSIGN);
        refuses(RefusalCode.CONTENTS_AT_STAKE);
        assertThat(ContentsQuestion.asked(at(Optional.of("yes")), CONSENTING)).isEqualTo(CONSENTING);
        assertThat(questions).isEmpty();
    }

    @Test
    void everyCommandThatCanDestroyTakesTheAnswer() throws Exception {
        refuses(RefusalCode.CONTENTS_AT_STAKE);
        for (Command command : List.of(new Command.Release("namespace0.3", Options.NONE), new Command.Undo("op-2"), new Command.Recover(Optional.empty()))) {
            assertThat(ContentsQuestion.asked(at(Optional.of("yes")), command).typed()).isEqualTo(command.typed() + " --discard-contents");
        }
    }

    private void refuses(RefusalCode code) throws Exception {
        when(control.plan(any())).thenReturn(new Proposal.Refused(new Refusal(code, Errno.ENOTEMPTY, "namespace0.3", "namespace0.3 cannot become fsdax",
                "what namespace0.3 holds would be destroyed", "assign namespace0.3 fsdax --discard-contents")));
    }

    private Context at(Optional<String> answer) throws Exception {
        Session session = mock();
        when(session.control()).thenReturn(control);
        Context context = mock();
        when(context.session()).thenReturn(session);
        when(context.forPeople()).thenReturn(true);
        when(context.asker()).thenReturn(answer.map(text -> question -> {
            questions.add(question);
            return text;
        }));
        return context;
    }
}
