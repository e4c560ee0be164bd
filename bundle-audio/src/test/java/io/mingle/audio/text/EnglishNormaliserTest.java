package io.mingle.audio.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnglishNormaliserTest {

    private static final List<String> PAIRS =
            List.of(
                    "I'm fine, thanks.→I'm fine, thanks.",
                    "3 cats→three cats",
                    "21 dogs and 1,234,567 ants→twenty-one dogs and one million two hundred"
                            + " thirty-four thousand five hundred sixty-seven ants",
                    "On 2023-01-02 we met.→On January second, twenty twenty-three we met.",
                    "Jan. 3rd, 1905→January third, nineteen oh five",
                    "May 12→May twelfth",
                    "Sept. 9 and Aug 31→September ninth and August thirty-first",
                    "Mark 2, Marathon 42→Mark two, Marathon forty-two",
                    "Junction 5, Novel 3→Junction five, Novel three",
                    "Mayor 7, Decimal 1→Mayor seven, Decimal one",
                    "March 32→March thirty-two",
                    "by March 3.5 more→by March three point five more",
                    "in 1984→in nineteen eighty-four",
                    "since 2005→since two thousand five",
                    "the 1990s and the 2010's→the nineteen nineties and the twenty tens",
                    "in the 1900s, 2000s→in the nineteen hundreds, two thousands",
                    "90s→ninety seconds",
                    "Dr. Smith, Mrs Jones vs. Prof. X→Doctor Smith, Missus Jones versus Professor"
                            + " X",
                    "No. 5 and #12→number five and number twelve",
                    "see https://www.example.com/x→see example dot com x",
                    "me@example.org→me at example dot org",
                    "e.g. this. That.→e.g. this. That.",
                    "1½ cups, ¾ mile→one and one half cups, three quarters mile",
                    "+1 (202) 555-0172→plus one, two zero two, five five five, zero one seven two",
                    "202-555-0172→two zero two, five five five, zero one seven two",
                    "500-1000 people→five hundred to one thousand people",
                    "on 03/04/2024→on three four twenty twenty-four",
                    "24/7 support→twenty-four seven support",
                    "version 10.0.1.→version ten point zero point one.",
                    "2024.03.04→March fourth, twenty twenty-four",
                    "3:05pm, 10 am, 9:00 p.m.→three oh five pm, ten am, nine pm",
                    "$5M, €3.5bn, £2k→five million dollars, three point five billion euros, two"
                            + " thousand pounds",
                    "3.5GHz, 2 TB, 6 ft→three point five gigahertz, two terabytes, six feet",
                    "at 8:30→at eight thirty",
                    "at 12:05→at twelve oh five",
                    "14:00→fourteen o'clock",
                    "$12.50→twelve dollars and fifty cents",
                    "$1→one dollar",
                    "£0.01→zero pounds and one penny",
                    "$3.5 million→three point five million dollars",
                    "99.5%→ninety-nine point five percent",
                    "10-20 km→ten to twenty kilometres",
                    "1 kg→one kilogram",
                    "-3°C→minus three degrees Celsius",
                    "90 km/h→ninety kilometres an hour",
                    "the 22nd→the twenty-second",
                    "1/2 and 3/4→one half and three quarters",
                    "007→zero zero seven",
                    ".5→zero point five",
                    "well-known – fact…→well-known, fact,",
                    "“Yes” (no)→Yes no",
                    "café→café",
                    "A & B→A and B",
                    "1234567890→one two three four five six seven eight nine zero",
                    "***→");

    @Test
    void numbersDatesMoneyAndUnitsAreSpoken() {
        TextNormaliser normaliser = new EnglishNormaliser();
        for (String pair : PAIRS) {
            String[] both = pair.split("→", -1);
            assertEquals(both[1], normaliser.normalise(both[0]), both[0]);
        }
    }
}
