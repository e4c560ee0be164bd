package io.mingle.gui.simulator.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Fills phones, the same for the same seed. */
public final class Content {

    private static final int CONTACTS = 9;
    private static final int CHATS = 6;
    private static final int PRODUCTS = 12;
    private static final int ARTICLES = 6;

    private final Random random;
    private final Language language;
    private final Words words;

    private Content(long seed, Language language, Split split) {
        random = new Random(seed * 31 + 7);
        this.language = language;
        words = Words.of(language, split, seed);
    }

    /**
     * Returns what a phone holds when it is switched on.
     *
     * @param split of the words that it is made of
     */
    public static PhoneState of(long seed, Language language, Split split) {
        return new Content(seed, language, split).state();
    }

    private PhoneState state() {
        List<Contact> contacts = new ArrayList<>();
        for (String name : new TreeSet<>(some(words.names(), CONTACTS))) {
            contacts.add(new Contact(name, number()));
        }
        List<Chat> chats = new ArrayList<>();
        for (Contact contact : some(contacts, CHATS)) {
            chats.add(new Chat(contact.name(), messages()));
        }
        return new PhoneState(language, settings(), contacts, chats, alarms(), shop(), articles());
    }

    private Settings settings() {
        Set<Toggle> on = EnumSet.noneOf(Toggle.class);
        for (Toggle each : Toggle.values()) {
            if (random.nextInt(3) == 0) {
                on.add(each);
            }
        }
        Map<Level, Integer> levels = new EnumMap<>(Level.class);
        for (Level each : Level.values()) {
            levels.put(each, random.nextInt(5));
        }
        return new Settings(on, levels, Set.of(), false);
    }

    private String number() {
        return String.format(Locale.ROOT, "%03d %04d", random.nextInt(1000), random.nextInt(10000));
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        for (String text : some(words.texts(), 1 + random.nextInt(3))) {
            messages.add(new Message(random.nextInt(3) == 0, text));
        }
        return messages;
    }

    private List<Alarm> alarms() {
        Set<String> times = new TreeSet<>();
        List<Alarm> alarms = new ArrayList<>();
        while (alarms.size() < 3) {
            Alarm alarm = new Alarm(5 + random.nextInt(12), 5 * random.nextInt(12), true);
            if (times.add(alarm.time())) {
                alarms.add(
                        random.nextBoolean()
                                ? alarm
                                : new Alarm(alarm.hour(), alarm.minute(), false));
            }
        }
        return alarms;
    }

    private Shop shop() {
        List<Product> products = new ArrayList<>();
        for (String name : some(words.products(), PRODUCTS)) {
            products.add(new Product(name, 1 + random.nextInt(98)));
        }
        List<String> cart = new ArrayList<>();
        if (random.nextBoolean()) {
            cart.add(products.get(random.nextInt(PRODUCTS)).name());
        }
        return new Shop(products, cart, List.of());
    }

    private List<Article> articles() {
        List<Article> articles = new ArrayList<>();
        for (String title : some(words.topics(), ARTICLES)) {
            List<String> paragraphs = new ArrayList<>();
            for (String fact : some(words.facts(), words.facts().size())) {
                paragraphs.add(fact.formatted(2 + random.nextInt(998)));
            }
            articles.add(new Article(title, paragraphs, false));
        }
        return articles;
    }

    private <T> List<T> some(List<T> all, int count) {
        List<T> mixed = new ArrayList<>(all);
        Collections.shuffle(mixed, random);
        return mixed.subList(0, count);
    }
}
