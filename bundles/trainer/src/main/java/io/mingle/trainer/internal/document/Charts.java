package io.mingle.trainer.internal.document;

import io.mingle.trainer.data.FontFamily;
import io.mingle.trainer.data.LineColours;
import io.mingle.trainer.data.PictureSource;
import io.mingle.trainer.data.Pixels;
import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Quote;
import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.trainer.data.Typesetter;
import io.mingle.trainer.data.Wear;
import io.mingle.vision.picture.Size;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Bar and line charts of two to five numbers, with questions that are answered directly, and a
 * program of one line that answers one of them or, sometimes, the table behind all.
 *
 * @param families to print in, at least one
 * @param heldOut whether layouts are those that are never learnt from
 */
record Charts(List<FontFamily> families, boolean heldOut) implements PictureSource {

    private static final int QUESTIONS = 3;

    @Override
    public Size typical(SplittableRandom random) {
        return new Size(random.nextInt(220, 361), random.nextInt(160, 301));
    }

    /**
     * A chart as it was drawn.
     *
     * @param parts where its names and numbers are to be seen, in pixels
     */
    record Drawn(Chart chart, Sample sample, Map<Chart.Part, Plotting.Place> parts) {

        private Turn direct(Chart.Question asked) {
            String words = asked.words();
            String reply = asked.reply();
            List<Pointing> sought = sought(words, asked);
            List<Quote> quotes = quotes(words, reply, sought);
            List<Pointing> read =
                    pointings(reply, asked.read(), 0).stream()
                            .filter(it -> quotes.stream().noneMatch(quote -> isIn(it, quote)))
                            .toList();
            return new Turn(words, reply, read, quotes, sought);
        }

        /** Returns where a reply has the names that are asked about, one after the other. */
        private static List<Quote> quotes(String words, String reply, List<Pointing> sought) {
            List<Quote> quotes = new ArrayList<>();
            int from = 0;
            for (Pointing it : sought) {
                int at = reply.indexOf(words.substring(it.from(), it.end()), from);
                if (at >= 0) {
                    from = at + it.end() - it.from();
                    quotes.add(new Quote(at, from, it.from()));
                }
            }
            return quotes;
        }

        private static boolean isIn(Pointing pointing, Quote quote) {
            return pointing.from() >= quote.from() && pointing.end() <= quote.end();
        }

        /** Makes a turn that reads all there is off the chart, and then quotes what is asked. */
        private Turn program(Chart.Question asked) {
            String words = DocumentPrompts.program(asked.words());
            String program = asked.program();
            int all = program.indexOf('}');
            List<Quote> quotes =
                    Quote.of(words, program).stream().filter(it -> it.from() > all).toList();
            List<Pointing> read = pointings(program, chart.parts(), program.indexOf('{'));
            return new Turn(words, program, read, quotes, sought(words, asked));
        }

        private Turn table() {
            String markdown = chart.table().markdown();
            int rows = markdown.lastIndexOf("--- |");
            List<Pointing> read = pointings(markdown, chart.parts(), rows);
            return new Turn(DocumentPrompts.CHART_TABLE, markdown, read);
        }

        /** Points from each name in the words of a question to its number, by way of itself. */
        private List<Pointing> sought(String words, Chart.Question asked) {
            List<Pointing> sought = new ArrayList<>();
            int at = words.lastIndexOf(asked.words());
            for (int which : asked.asked()) {
                String name = chart.names().get(which);
                at = words.indexOf(name, at);
                Rectangle2D number = parts.get(new Chart.Part(which, false)).box();
                sought.add(
                        named(
                                which,
                                Pointing.to(number, width(), height(), at, at + name.length())));
                at += name.length();
            }
            return sought;
        }

        /**
         * Points to what an answer is read off.
         *
         * @param read in the order in which it stands in the answer
         * @param from the character of the answer from which on it does
         */
        private List<Pointing> pointings(String answer, List<Chart.Part> read, int from) {
            List<Pointing> pointings = new ArrayList<>();
            int at = from;
            for (Chart.Part part : read) {
                String text = chart.text(part);
                at = answer.indexOf(text, at);
                pointings.addAll(pointings(part, text, at));
                at += text.length();
            }
            return pointings;
        }

        /** Points to each letter where it is printed, else to where a number is to be seen. */
        private List<Pointing> pointings(Chart.Part part, String text, int at) {
            Plotting.Place place = parts.get(part);
            List<Pointing> letters = Pointing.letters(text, place.letters(), width(), height(), at);
            List<Pointing> all =
                    letters.isEmpty()
                            ? List.of(
                                    Pointing.to(
                                            place.box(), width(), height(), at, at + text.length()))
                            : letters;
            return all.stream().map(it -> named(part.which(), it)).toList();
        }

        private Pointing named(int which, Pointing pointing) {
            Rectangle2D name = parts.get(new Chart.Part(which, true)).box();
            return pointing.by(name, width(), height());
        }

        private int width() {
            return sample.picture().width();
        }

        private int height() {
            return sample.picture().height();
        }
    }

    @Override
    public Sample draw(SplittableRandom random, int width, int height) {
        Drawn drawn = drawn(random, width, height);
        Chart chart = drawn.chart();
        List<Chart.Question> asked = chart.ask(random, QUESTIONS);
        List<Turn> turns = new ArrayList<>(asked.stream().map(drawn::direct).toList());
        Chart.Question computed = asked.get(random.nextInt(asked.size()));
        turns.add(random.nextInt(4) == 0 ? drawn.table() : drawn.program(computed));
        Collections.shuffle(turns, new Random(random.nextLong()));
        Sample sample = drawn.sample();
        return new Sample(sample.picture(), turns, sample.marks(), sample.things(), sample.kinds());
    }

    /** Draws a chart whose sample has one question, after the table. */
    Drawn drawn(SplittableRandom random, int width, int height) {
        Plotting.Layout layout = Plotting.Layout.of(random, heldOut);
        Chart chart = Chart.of(random, random.nextInt(Chart.FEWEST, Chart.MOST + 1));
        Typesetter setter = Typesetter.of(random, families);
        LineColours paper = LineColours.of(random);
        double size = size(random, layout, chart, setter, width, height);
        BufferedImage image = Pixels.canvas(width, height, paper.ground());
        Plotting plotting = new Plotting(layout, chart, setter, size, paper, image);
        plotting.draw(random);
        image = Wear.printed(random, image, paper.contrast(), size);
        Turn table = new Turn(DocumentPrompts.CHART_TABLE, chart.table().markdown());
        return new Drawn(
                chart,
                new Sample(
                        Pixels.picture(image),
                        List.of(table),
                        plotting.marks(),
                        plotting.things(),
                        plotting.values()),
                plotting.parts());
    }

    /** Returns a size in which names stand beside each other. */
    private static double size(
            SplittableRandom random,
            Plotting.Layout layout,
            Chart chart,
            Typesetter setter,
            int width,
            int height) {
        double size = random.nextDouble(13, 20);
        int count = chart.names().size();
        double widest =
                chart.names().stream().mapToDouble(it -> setter.width(it, 20)).max().orElse(1);
        double room = layout.isLevel() ? width * 0.35 : (width - 3.5 * size) / count * 0.9;
        double most =
                layout.isLevel()
                        ? Math.min(20 * room / widest, height / (count * 1.4))
                        : 20 * room / widest;
        return Math.max(8, Math.min(size, most));
    }
}
