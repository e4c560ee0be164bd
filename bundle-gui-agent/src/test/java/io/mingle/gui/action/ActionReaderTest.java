package io.mingle.gui.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionReaderTest {

    private static final ActionReader CALLS = ActionForm.CALLS.reader();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "click(x=0.384,y=0.082)",
                "CLICK(x = 0.384 , y = 0.082)",
                "Click(x: 0.384, y: 0.082).",
                "ｃｌｉｃｋ（ｘ＝０．３８４，ｙ＝０．０８２）",
                "click(0.384, 0.082)",
                "click((0.384, 0.082))",
                "click('0.384', \"0.082\")",
                "click(x=“0.384”，y=“0.082”)",
                "tap(point=[0.384, 0.082])",
                "click(384, 82)",
                "click(point='<point>384 82</point>')",
                "click(start_box='<|box_start|>(384,82)<|box_end|>')",
                "click(38.4%, 8.2%)",
                "click(x=.384, y=.082)",
                "click(x=0.38400000000000001, y=8.200000000000001e-2)",
                "{\"POINT\": \"[0.38400000000000001, 0.08200000000000000]\"}",
                "{\"name\": \"click\", \"element\": \"<box>0.284, 0.072, 0.484, 0.092</box>\"}",
                "{'action_type': 'click', 'x': 0.384, 'y': 0.082,}",
                "{\"action\": {\"type\": \"click\", \"point\": [384, 82]}}",
                "{\"action\": \"click(x=0.384,y=0.082)\", \"thought\": \"the bar\"}",
                "{\"name\": \"mobile_use\", \"arguments\": {\"action\": \"click\", \"coordinate\":"
                        + " [384, 82]}}",
                "{\"actions\": [{\"name\": \"tap\", \"point\": {\"absolute\": \"<point>1,"
                        + " 2</point>\", \"related\": \"<point>0.384, 0.082</point>\"}}]}",
                "do(action=\"Tap\", element=[384,82])",
                "{\"POINT\":[384,82]}",
                "{\"action_type\": 4, \"click_point\": (0.384,0.082)}",
                "```json\n{\"POINT\":[384,82]}\n```",
                "I tap the search bar: click(x=0.384,y=0.082)",
                "思考：点搜索栏\n动作：click(x=0.384,y=0.082)",
                "Thought: click(x=0.9,y=0.9) was wrong\nAction: click(x=0.384,y=0.082)",
                "click(x=0.384,y=0.082) and again click(x=0.384,y=0.082)"
            })
    void aTapIsReadHoweverItIsWritten(String text) {
        Action.Tap tap = assertInstanceOf(Action.Tap.class, read(text));
        assertEquals(0.384, tap.at().x(), 1e-9);
        assertEquals(0.082, tap.at().y(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "press_back() | BACK",
                "PRESS_BACK | BACK",
                "navigate_home() | HOME",
                "press(key='ENTER') | ENTER",
                "{\"PRESS\":\"HOME\"} | HOME",
                "system_button(button=\"Back\") | BACK",
                "{\"action_type\": 7} | ENTER",
                "Action: back | BACK"
            })
    void keysHaveManyNames(String text, Key key) {
        assertEquals(new Action.Press(key), read(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scroll(direction=down) | DOWN",
                "scroll_up() | UP",
                "scroll(down) | DOWN",
                "SCROLL(向下) | DOWN",
                "{\"name\":\"scroll\",\"scroll\":{\"down\":\"-0.4\",\"right\":\"0\"}} | UP",
                "scroll(point='500 500', direction='left') | LEFT",
                "swipe(direction=up) | DOWN",
                "{\"POINT\":[500,500],\"to\":\"up\"} | DOWN"
            })
    void aScrollHasTheDirectionOfThePage(String text, Direction direction) {
        assertEquals(new Action.Scroll(direction), read(text));
    }

    @Test
    void aScrollOfAndroidInTheZooHasThatOfTheFinger() {
        ActionForm zoo = ActionForm.named("aitz");
        String text = "{\"ACTION\": \"scroll\", \"ARGS\": {\"direction\": \"up\"}}";
        assertEquals(
                new Reading.Read(new Action.Scroll(Direction.DOWN)), zoo.reader().read(text, 9, 9));
    }

    @Test
    void aGestureOfAndroidInTheWildIsATapWhereItEndsNear() {
        ActionReader wild = ActionForm.named("aitw").reader();
        String tap =
                "{\"result_action_type\": 4, \"result_touch_yx\": \"[0.4983, 0.6069]\","
                        + " \"result_lift_yx\": \"[0.4966, 0.6069]\"}";
        assertEquals(
                new Reading.Read(new Action.Tap(new Point(0.6069, 0.4983))), wild.read(tap, 9, 9));
        String swipe =
                "{\"result_action_type\": 4, \"result_touch_yx\": \"[0.541, 0.507]\","
                        + " \"result_lift_yx\": \"[0.001, 0.578]\"}";
        Reading.Read read = assertInstanceOf(Reading.Read.class, wild.read(swipe, 9, 9));
        assertEquals(
                Direction.DOWN, assertInstanceOf(Action.Swipe.class, read.action()).direction());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "terminate(status='success') | DONE",
                "finished(content='xxx') | DONE",
                "finish(message=\"ok\") | DONE",
                "{\"STATUS\":\"finish\"} | DONE",
                "TASK_IMPOSSIBLE | INFEASIBLE",
                "{\"action_type\":\"status\",\"goal_status\":\"infeasible\"} | INFEASIBLE",
                "wait() | WAIT"
            })
    void endsHaveManyNames(String text, String kind) {
        assertEquals(kind, read(text).kind().name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type(it's me) | it's me",
                "type('it's me') | it's me",
                "type(\"say \"hi\" now\") | say \"hi\" now",
                "input_text(text=“你好，世界”) | 你好，世界",
                "type(content='42') | 42",
                "type(7) | 7",
                "type(text=007) | 007",
                "type(text=+4930) | +4930",
                "type(text=50%) | 50%"
            })
    void whatIsTypedIsTakenAsItStands(String text, String typed) {
        assertEquals(new Action.Type(typed), read(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The weather is nice (today). | 'nice' is no action; there are tap, long_press",
                "The weather is nice. | There is no action. Write one of: tap",
                "'' | There is no action",
                "click(the button) | 'click' has no point.",
                "click(x=0.1) | has no point",
                "click(0.1, 0.2, 0.3) | has 3 numbers, where a point has 2 and a box 4",
                "click(x=1.7,y=2000) | not on the screen",
                "fly(x=0.1,y=0.2) | 'fly' is no action",
                "click(x=0.1,y=0.2 | the closing ')' is missing",
                "scroll(direction=inwards) | say up, down, left or right",
                "press(volume_up) | say back, home or enter",
                "click(x=0.1,y=0.2) back() | There are 2 different actions",
                "{\"POINT\":[10,20] | the closing '}' is missing",
                "type() | lacks 'text'",
                "stop(task_status=maybe) | say complete or infeasible"
            })
    void whatCannotBeReadIsExplained(String text, String part) {
        Reading.Unread unread =
                assertInstanceOf(Reading.Unread.class, CALLS.read(text, 1000, 1000), text);
        assertTrue(unread.reason().contains(part), unread::reason);
    }

    @Test
    void textsThatAreMeantToKeepAReaderBusyEndSoon() {
        for (String piece : new String[] {"a(", "{", "a(\"", "[(", "{\"a\":", "Action:", "<"}) {
            String text = piece.repeat(ActionReader.MOST_CHARACTERS / piece.length());
            assertTimeoutPreemptively(
                    Duration.ofMinutes(1),
                    () -> assertInstanceOf(Reading.Unread.class, CALLS.read(text, 9, 9)));
        }
        String longer = "x".repeat(ActionReader.MOST_CHARACTERS + 1);
        assertInstanceOf(Reading.Unread.class, CALLS.read(longer, 9, 9));
    }

    @Test
    void aReplyHasThreeParts() {
        Reply reply =
                Reply.of("Thought: The bar is on top.\nReflection: It opened.\nAction: back()");
        assertEquals("The bar is on top.", reply.thought());
        assertEquals("It opened.", reply.reflection());
        assertEquals("back()", reply.action());
        assertEquals("back()", Reply.of("back()").action());
    }

    private static Action read(String text) {
        Reading reading = CALLS.read(text, 1000, 1000);
        return assertInstanceOf(Reading.Read.class, reading, () -> text + ": " + reading).action();
    }
}
