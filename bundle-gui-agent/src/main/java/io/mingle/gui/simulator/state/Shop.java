package io.mingle.gui.simulator.state;

import java.util.ArrayList;
import java.util.List;

/**
 * A shop.
 *
 * @param products what there is
 * @param cart the names of what lies in the cart, each as often as it does
 * @param orders what has been paid for, a list of names each
 */
public record Shop(List<Product> products, List<String> cart, List<List<String>> orders) {

    /** Copies the lists. */
    public Shop {
        products = List.copyOf(products);
        cart = List.copyOf(cart);
        orders = List.copyOf(orders);
    }

    /** Returns it with one more thing in the cart. */
    public Shop plus(String name) {
        List<String> more = new ArrayList<>(cart);
        more.add(name);
        return new Shop(products, more, orders);
    }

    /** Returns it with one of a thing less in the cart. */
    public Shop minus(String name) {
        List<String> less = new ArrayList<>(cart);
        less.remove(name);
        return new Shop(products, less, orders);
    }

    /** Returns it after the cart has been paid for. */
    public Shop paid() {
        List<List<String>> more = new ArrayList<>(orders);
        more.add(cart);
        return new Shop(products, List.of(), more);
    }

    /** Returns what is to be paid. */
    public int total() {
        return cart.stream().mapToInt(name -> product(name).price()).sum();
    }

    /** Returns a thing by its name. */
    public Product product(String name) {
        return products.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }
}
