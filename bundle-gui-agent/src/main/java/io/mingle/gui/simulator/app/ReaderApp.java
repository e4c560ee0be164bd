package io.mingle.gui.simulator.app;

import io.mingle.gui.simulator.state.Article;
import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.state.PhoneState;
import io.mingle.gui.simulator.ui.AppId;
import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Icon;
import io.mingle.gui.simulator.ui.Page;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Place;
import java.util.List;

/** Articles to read and to keep. */
final class ReaderApp implements Apps.App {

    private static final String ARTICLE = "article";

    @Override
    public Page page(Phone phone, Place place) {
        return place.page().equals(ARTICLE) ? article(phone, place.argument()) : list(phone);
    }

    private static Page list(Phone phone) {
        List<Element> rows =
                phone.state().articles().stream()
                        .map(
                                article ->
                                        Element.row(
                                                article.title(),
                                                "",
                                                article.saved() ? Icon.BOOKMARKED : Icon.READER,
                                                it ->
                                                        it.to(
                                                                AppId.READER,
                                                                ARTICLE,
                                                                article.title())))
                        .toList();
        return Page.of(phone.say(Label.READER), rows);
    }

    private static Page article(Phone phone, String title) {
        Article article =
                phone.state().articles().stream()
                        .filter(it -> it.title().equals(title))
                        .findFirst()
                        .orElseThrow();
        return Page.of(title, article.paragraphs().stream().map(Element::text).toList())
                .with(
                        Element.corner(
                                article.saved() ? Icon.BOOKMARKED : Icon.BOOKMARK,
                                phone.say(article.saved() ? Label.BOOKMARKED : Label.BOOKMARK),
                                it -> turned(it, article)));
    }

    private static Phone turned(Phone phone, Article article) {
        PhoneState state = phone.state();
        Article turned = new Article(article.title(), article.paragraphs(), !article.saved());
        return phone.with(
                state.withArticles(PhoneState.changed(state.articles(), article, it -> turned)));
    }
}
