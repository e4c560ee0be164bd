package io.mingle.gui.simulator.app;

import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.state.Product;
import io.mingle.gui.simulator.state.Shop;
import io.mingle.gui.simulator.ui.AppId;
import io.mingle.gui.simulator.ui.Element;
import io.mingle.gui.simulator.ui.Icon;
import io.mingle.gui.simulator.ui.Page;
import io.mingle.gui.simulator.ui.Phone;
import io.mingle.gui.simulator.ui.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Things to buy, a search, a cart. A touch of "pay" pays, without a question. */
final class ShopApp implements Apps.App {

    private static final String PRODUCT = "product";
    private static final String CART = "cart";
    private static final String THANKS = "thanks";

    @Override
    public Page page(Phone phone, Place place) {
        return switch (place.page()) {
            case PRODUCT -> product(phone, phone.state().shop().product(place.argument()));
            case CART -> cart(phone);
            case THANKS ->
                    Page.of(phone.say(Label.SHOP), List.of(Element.text(phone.say(Label.ORDERED))));
            default -> list(phone);
        };
    }

    private static Page list(Phone phone) {
        List<Element> elements = new ArrayList<>();
        String search = phone.say(Label.SEARCH);
        Shop shop = phone.state().shop();
        elements.add(Element.field(phone, search));
        elements.add(
                Element.row(
                        phone.say(Label.CART),
                        Integer.toString(shop.cart().size()),
                        Icon.CART,
                        it -> it.to(AppId.SHOP, CART, "")));
        String wanted = phone.ui().draft(search).strip().toLowerCase(Locale.ROOT);
        for (Product product : shop.products()) {
            if (product.name().contains(wanted)) {
                elements.add(row(product));
            }
        }
        return Page.of(phone.say(Label.SHOP), elements);
    }

    private static Element row(Product product) {
        return Element.row(
                product.name(),
                price(product.price()),
                Icon.THING,
                it -> it.to(AppId.SHOP, PRODUCT, product.name()));
    }

    private static Page product(Phone phone, Product product) {
        List<Element> elements = new ArrayList<>();
        elements.add(Element.text(price(product.price())));
        elements.add(
                Element.button(
                        phone.say(Label.ADD),
                        it -> it.with(it.state().with(it.state().shop().plus(product.name())))));
        if (phone.state().shop().cart().contains(product.name())) {
            elements.add(
                    Element.button(
                            phone.say(Label.REMOVE),
                            it ->
                                    it.with(
                                            it.state()
                                                    .with(
                                                            it.state()
                                                                    .shop()
                                                                    .minus(product.name())))));
        }
        elements.add(
                Element.row(
                        phone.say(Label.CART),
                        Integer.toString(phone.state().shop().cart().size()),
                        Icon.CART,
                        it -> it.to(AppId.SHOP, CART, "")));
        return Page.of(product.name(), elements);
    }

    private static Page cart(Phone phone) {
        Shop shop = phone.state().shop();
        if (shop.cart().isEmpty()) {
            return Page.of(phone.say(Label.CART), List.of(Element.text(phone.say(Label.EMPTY))));
        }
        List<Element> elements = new ArrayList<>();
        for (String name : new LinkedHashSet<>(shop.cart())) {
            elements.add(row(shop.product(name)));
        }
        elements.add(Element.text(phone.say(Label.TOTAL) + " " + price(shop.total())));
        elements.add(
                Element.button(
                        phone.say(Label.PAY),
                        it ->
                                it.with(it.state().with(it.state().shop().paid()))
                                        .to(AppId.SHOP, THANKS, "")));
        return Page.of(phone.say(Label.CART), elements);
    }

    static String price(int coins) {
        return "$" + coins;
    }
}
