package io.mingle.gui.simulator.goal;

import static io.mingle.gui.simulator.goal.Templates.asking;
import static io.mingle.gui.simulator.goal.Templates.changing;
import static io.mingle.gui.simulator.goal.Templates.impossible;
import static io.mingle.gui.simulator.goal.Templates.one;
import static io.mingle.gui.simulator.goal.Templates.plain;
import static io.mingle.gui.simulator.goal.Templates.say;
import static io.mingle.gui.simulator.goal.Templates.tap;

import io.mingle.gui.simulator.state.Article;
import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.state.PhoneState;
import io.mingle.gui.simulator.state.Product;
import io.mingle.gui.simulator.state.Words;
import io.mingle.gui.simulator.ui.AppId;
import java.util.List;
import java.util.Random;

/** Goals in the shop and the reader. */
final class ThingGoals {

    static final List<Templates.Template> ALL =
            List.of(
                    plain(ThingGoals::add),
                    plain(ThingGoals::search),
                    plain(ThingGoals::buy),
                    plain(ThingGoals::price),
                    ThingGoals::unknown,
                    plain(ThingGoals::bookmark),
                    plain(ThingGoals::fact));

    private ThingGoals() {}

    private static Draft add(Random random, PhoneState state) {
        Product product = one(random, state.shop().products());
        return changing(
                "add to cart",
                say(state, "Put one %s into the cart.", "把一个%s放进购物车。", product.name()),
                added(product),
                AppId.SHOP,
                new Move.Tap(product.name()),
                tap(state, Label.ADD));
    }

    /** The same, by another way. */
    private static Draft search(Random random, PhoneState state) {
        Product product = one(random, state.shop().products());
        return changing(
                "search",
                say(
                        state,
                        "Search the shop for %s and put one into the cart.",
                        "在商店搜索%s，放一个进购物车。",
                        product.name()),
                added(product),
                AppId.SHOP,
                tap(state, Label.SEARCH),
                new Move.Type(product.name()),
                new Move.Tap(product.name()),
                tap(state, Label.ADD));
    }

    private static Check added(Product product) {
        return (before, after, answer) -> after.shop().equals(before.shop().plus(product.name()));
    }

    private static Draft buy(Random random, PhoneState state) {
        Product product = one(random, state.shop().products());
        boolean filled = !state.shop().cart().isEmpty();
        Move[] moves = {
            new Move.Tap(product.name()),
            tap(state, Label.ADD),
            tap(state, Label.CART),
            tap(state, Label.PAY)
        };
        Move[] paying = {tap(state, Label.CART), tap(state, Label.PAY)};
        return changing(
                "buy",
                filled
                        ? say(state, "Pay for what is in the cart.", "为购物车里的东西付款。")
                        : say(state, "Buy one %s.", "买一个%s。", product.name()),
                (before, after, answer) ->
                        after.shop()
                                .equals(
                                        filled
                                                ? before.shop().paid()
                                                : before.shop().plus(product.name()).paid()),
                AppId.SHOP,
                filled ? paying : moves);
    }

    private static Draft price(Random random, PhoneState state) {
        Product product = one(random, state.shop().products());
        return asking(
                "price",
                say(state, "What does %s cost?", "%s多少钱？", product.name()),
                Integer.toString(product.price()),
                AppId.SHOP,
                new Move.Find(product.name()));
    }

    private static Draft unknown(Random random, PhoneState state, Words words) {
        List<String> sold = state.shop().products().stream().map(Product::name).toList();
        String name =
                one(random, words.products().stream().filter(it -> !sold.contains(it)).toList());
        return impossible(
                "not sold",
                say(state, "Put one %s into the cart.", "把一个%s放进购物车。", name),
                AppId.SHOP,
                tap(state, Label.SEARCH),
                new Move.Type(name));
    }

    private static Draft bookmark(Random random, PhoneState state) {
        Article article = one(random, state.articles());
        return changing(
                "bookmark",
                say(state, "Bookmark the article %s.", "收藏文章《%s》。", article.title()),
                (before, after, answer) ->
                        after.articles()
                                .contains(new Article(article.title(), article.paragraphs(), true)),
                AppId.READER,
                new Move.Tap(article.title()),
                tap(state, Label.BOOKMARK));
    }

    private static Draft fact(Random random, PhoneState state) {
        Article article = one(random, state.articles());
        List<String> paragraphs = article.paragraphs();
        String last = paragraphs.get(paragraphs.size() - 1);
        return asking(
                "fact",
                say(
                        state,
                        "Which number is in the last sentence of the article %s?",
                        "文章《%s》最后一句里的数字是多少？",
                        article.title()),
                last.replaceAll("\\D", ""),
                AppId.READER,
                new Move.Tap(article.title()),
                new Move.Find(last));
    }
}
