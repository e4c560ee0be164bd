package io.mingle.document.internal.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The results are those of CPython 3. */
@Timeout(120)
class PythonProgramTest {

    private static String run(String program) throws ProgramException {
        return PythonProgram.run(program, Bounds.USUAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    1 + 2 * 3 ** 2                                | 19
                    -2 ** 2                                       | -4
                    2 ** -1                                       | 0.5
                    7 // 2, -7 // 2, 7 % -3, -7 % 3               | (3, -4, -2, 2)
                    7 / 2                                         | 3.5
                    6 / 2                                         | 3.0
                    7.5 // 2, -7.5 % 2                            | (3.0, 0.5)
                    round(2.5), round(3.5), round(2.675, 2)       | (2, 4, 2.67)
                    0.1 + 0.2                                     | 0.30000000000000004
                    1e20, 1e-7, 123456789.0                       | (1e+20, 1e-07, 123456789.0)
                    1 < 2 < 3, 1 < 2 > 3, not 1 == 1              | (True, False, False)
                    3 in [1, 2, 3], 'b' not in 'abc', 2 in {2: 1} | (True, False, True)
                    [x * y for x in [1, 2] for y in [3, 4] if x < y] | [3, 4, 6, 8]
                    {k: v for k, v in [('a', 1), ('b', 2)]}['b']  | 2
                    sum(x for x in range(5) if x % 2)             | 4
                    max({'a': 3, 'b': 7}, key={'a': 3, 'b': 7}.get) | b
                    sorted([3, 1, 2], reverse=True)[:2]           | [3, 2]
                    sorted({'x': 2, 'y': 1}.items(), key=lambda p: p[1])[0][0] | y
                    'abc'[::-1], 'abc'[-1], 'abc'[1:]             | ('cba', 'c', 'bc')
                    [1, 2, 3, 4][-1:0:-2]                         | [4, 2]
                    'a,b'.split(','), '-'.join(['x', 'y'])        | (['a', 'b'], 'x-y')
                    'yes' if [] else 'no'                         | no
                    None or 0 or 'z'                              | z
                    f'{2/3:.1%} of {1234567:,} {"q"}'             | 66.7% of 1,234,567 q
                    len(set([1, 1.0, 2])), int('12') + float('.5') | (2, 12.5)
                    list(zip([1, 2], 'ab')), list(enumerate('a')) | ([(1, 'a'), (2, 'b')], [(0, 'a')])
                    [True + True, abs(-3), min(2, 1), any([0, 1])] | [2, 3, 1, True]
                    (lambda a, b: a - b)(5, 3)                    | 2
                    ','.join(['', '', 'a'])                       | ,,a
                    0.0 > -0.0, float('nan') <= 1, 1 < float('inf') | (False, False, True)
                    f'{ 1 + 1 }'                                  | 2
                    float('-1_0.5e1'), float('.5')                | (-105.0, 0.5)
                    ((1,),), (1, 2)                               | (((1,),), (1, 2))
                    """)
    void expressionsAreWorthWhatTheyAreInPython(String expression, String value) throws Exception {
        assertEquals(value, run("answer = " + expression));
    }

    @Test
    void aProgramOfSeveralKindsOfStatementsRuns() throws Exception {
        assertEquals(
                "25.0",
                run(
                        """
                        # Values of the chart.
                        sales = {
                            "2021": 40,
                            "2022": 50,  # the largest
                        }
                        def growth(a, b=1):
                            if a == 0:
                                return 0
                            return (b - a) / a * 100

                        years = []
                        for year, value in sales.items():
                            if value < 10: continue
                            years.append(year)
                        i = 0
                        while True:
                            i += 1
                            if i > 3:
                                break
                        first, last = sales[years[0]], sales[years[-1]]
                        answer = growth(first, b=last)
                        """));
    }

    @Test
    void withoutAnAnswerWhatIsPrintedOrTheLastExpressionCounts() throws Exception {
        assertEquals("a 1", run("print('a', 1)"));
        assertEquals("3", run("x = 1\nx + 2"));
        assertTrue(
                assertThrows(ProgramException.class, () -> run("x = 1"))
                        .getMessage()
                        .contains("gives no value to 'answer'"));
    }

    @Test
    void printingEndsAndSeparatesAsItIsTold() throws Exception {
        assertEquals("a-b!c", run("print('a', 'b', sep='-', end='!')\nprint('c', end='')"));
        assertEquals("x  y", run("print('x', '', 'y')"));
    }

    @Test
    void bracketsWithinBracketsAreReadOnce() throws Exception {
        String deep = "(".repeat(38) + "1" + ",)".repeat(38);
        assertEquals("1", run("x = " + deep + "\nanswer = len(x)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "answer = {1, 2}[0]",
                "answer = dict([{1, 2}])",
                "answer = [x for in [1]]",
                "for in [1]: pass",
                "answer = float('1d')",
                "answer = float('0x1p3')",
                "answer = sorted([float('nan'), 1] * 100, key=dict)"
            })
    void whatCannotBeDoneIsAFaultOfTheProgramAlone(String program) {
        assertThrows(ProgramException.class, () -> run(program));
    }

    @Test
    void aListMayGrowWhileItIsSorted() throws Exception {
        assertEquals(
                "[1, 2]",
                run("a = [2, 1]\ndef k(x):\n  a.append(9)\n  return x\na.sort(key=k)\nanswer = a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b in a", "a.find(b)", "a.replace(b, 'x')", "a.split(b)", "a.strip(b)"})
    void aLongSearchIsChargedForWhatItCompares(String search) {
        ProgramException error =
                assertThrows(
                        ProgramException.class,
                        () -> run("a = 'a' * 100000\nb = 'a' * 50000 + 'b'\nx = " + search));
        assertTrue(error.getMessage().contains("steps"), error.getMessage());
    }

    @Test
    void theClockIsLookedAtWhileMuchIsMade() {
        Bounds bounds = new Bounds(1_000_000, 1_000_000, 50, Duration.ofNanos(1));
        ProgramException error =
                assertThrows(
                        ProgramException.class,
                        () -> PythonProgram.run("answer = len('a' * 100000)", bounds));
        assertTrue(error.getMessage().contains("takes longer"), error.getMessage());
    }

    @Test
    void listsThatAreGivenTwiceAreOneList() throws Exception {
        assertEquals("[1, 2]", run("a = b = [1]\nb.append(2)\nanswer = a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os",
                "from os import system",
                "__import__('os')",
                "().__class__.__bases__[0].__subclasses__()",
                "(1).__class__",
                "answer = [].__init__",
                "x = lambda: 0\nanswer = x.__globals__",
                "answer = x.__code__",
                "open('/etc/passwd')",
                "answer = eval('1')",
                "exec('1')",
                "compile('1', '', 'eval')",
                "answer = getattr([], 'append')",
                "setattr([], 'a', 1)",
                "globals()",
                "locals()",
                "vars()",
                "dir()",
                "type(1)",
                "input()",
                "breakpoint()",
                "class A: pass",
                "with open('a') as f: pass",
                "try: pass\nexcept: pass",
                "raise SystemExit",
                "del x",
                "global x",
                "answer = 'a'.format(1)",
                "answer = '{0.__class__}'.format(1)",
                "answer = f'{(1).__class__}'",
                "answer = 'x'.getClass()",
                "answer = [].getClass().forName('java.lang.Runtime')",
                "answer = print.getClass()",
                "java.lang.System.exit(0)",
                "answer = [].toArray()",
                "answer = {}.entrySet()",
                "answer = 'a'.getBytes()",
                "answer = {}['a'].b",
                "(yield 1)",
                "@print\ndef f(): pass",
                "print(*[1])",
            })
    void nothingLeadsOutOfAProgram(String program) {
        ProgramException error = assertThrows(ProgramException.class, () -> run(program));
        assertTrue(error.getMessage().length() > 5, error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while True: pass",
                "for i in range(10**9): pass",
                "x = [1]\nfor i in x: x.append(i)",
                "x = 'a'\nwhile True: x += x",
                "x = [0]\nwhile True: x = x + x",
                "answer = 'a' * 10**9",
                "answer = [0] * 10**9",
                "answer = 10**10**10",
                "answer = 9**999",
                "x = 2\nwhile True: x *= x",
                "answer = list(range(10**9))",
                "answer = sum(range(2 * 10**9))",
                "def f(n): return f(n)\nf(1)",
                "f = lambda: f()\nf()",
                "x = []\nx.append(x)\nanswer = x",
                "x = []\nx.append(x)\ny = []\ny.append(y)\nanswer = x == y",
                "x = [1]\nfor i in range(60): x = [x, x]\nanswer = str(x)",
                "x = [1]\n"
                        + "y = [1]\n"
                        + "for i in range(60):\n"
                        + "  x = [x, x]\n"
                        + "  y = [y, y]\n"
                        + "answer = x == y",
                "x = (1,)\nfor i in range(60): x = (x, x)\nanswer = {x: 1}",
                "x = [[1]]\nfor i in range(60): x = [x, x]\nanswer = sorted([x, x, x])",
                "answer = 'a'.replace('', 'b' * 900000)",
                "answer = [[j for j in range(9999)] for i in range(9999)]",
                "answer = '%s'.join(['a' * 9999] * 9999)",
                "answer = max([1] * 999999) + max([1] * 999999)",
                "while 1: sorted([3] * 1000)",
                "while 1: 'a' in 'b' * 1000",
                "print('a' * 999999)\nprint('a' * 999999)",
                "def f(a): return [f for f in [a]]\nwhile 1: map(f, [1])",
            })
    void noProgramGoesOnForEverOrFillsTheMemory(String program) {
        assertThrows(ProgramException.class, () -> run(program));
    }

    @Test
    void timeIsBoundedToo() {
        Bounds bounds = new Bounds(Long.MAX_VALUE, Long.MAX_VALUE, 50, Duration.ofMillis(1));
        String message =
                assertThrows(
                                ProgramException.class,
                                () -> PythonProgram.run("while True: pass", bounds))
                        .getMessage();
        assertTrue(message.contains("it takes longer than"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "answer = ",
                "answer = (1",
                "answer = [1",
                "answer = 'a",
                "if 1",
                "if 1:",
                "for",
                "1 +",
                "x = = 1",
                "def f(: pass",
                "return 1",
                "break",
                "  x = 1\n y = 2",
                "answer = 1 2",
                "{1: 2, 3}",
                "answer = 0x10",
                "answer = x[",
                "answer = x[1:2:3:4]",
                "f'{'",
                "f'{1:>9}'",
                "a, b = 1",
                "a, b = [1]",
                "[1][5]",
                "{}[1]",
                "1 / 0",
                "1 % 0",
                "int('x')",
                "'a' + 1",
                "[] < 1",
                "abs()",
                "len(5)",
                "1()",
                "max([])",
                "\u0000",
                "answer = 99999999999999999999",
                "lambda",
                "not"
            })
    void whatCannotBeReadOrRunIsASentence(String program) {
        assertThrows(ProgramException.class, () -> run(program));
    }

    @Test
    void nestingIsBounded() {
        for (String open :
                new String[] {"(", "[", "{", "-", "not ", "lambda: ", "1 if ", "f(", "1 ** "}) {
            assertThrows(ProgramException.class, () -> run("answer = " + open.repeat(5000)));
        }
        assertThrows(ProgramException.class, () -> run("answer = " + "1 + ".repeat(4000) + "+"));
        StringBuilder blocks = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            blocks.append(" ".repeat(i)).append("if 1:\n");
        }
        assertThrows(ProgramException.class, () -> run(blocks.toString()));
        assertThrows(ProgramException.class, () -> run("#".repeat(30_000)));
    }
}
