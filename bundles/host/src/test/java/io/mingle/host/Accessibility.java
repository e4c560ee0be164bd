package io.mingle.host;

import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What can be seen in a page by those who check it for people with other eyes and hands. */
final class Accessibility {

    private static final String CONTROLS =
            "button, input, select, textarea, a[href], img:not([alt='']), audio, video, summary,"
                    + " canvas, dialog[open]";

    private Accessibility() {}

    /** Lists what is shown in a part of the page and has no name for a screen reader. */
    static List<String> nameless(Browser browser, String part) {
        List<String> nameless = new ArrayList<>();
        for (WebElement element : browser.find(part).findElements(By.cssSelector(CONTROLS))) {
            if (element.isDisplayed() && element.getAccessibleName().isBlank()) {
                nameless.add(element.getTagName() + "#" + element.getAttribute("id"));
            }
        }
        return nameless;
    }

    /** Lists texts whose contrast is below 4.5, by the formula of WCAG 2.2. */
    @SuppressWarnings("unchecked")
    static List<String> faint(Browser browser) {
        return (List<String>)
                browser.run(
                        """
                        const parse = colour => {
                          const context = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
                          context.fillStyle = colour;
                          context.fillRect(0, 0, 1, 1);
                          return [...context.getImageData(0, 0, 1, 1).data];
                        };
                        const light = colour => colour.slice(0, 3)
                            .map(it => it / 255)
                            .map(it => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4)
                            .reduce((sum, it, i) => sum + it * [0.2126, 0.7152, 0.0722][i], 0);
                        const ground = element => {
                          for (let it = element; it; it = it.parentElement) {
                            const colour = parse(getComputedStyle(it).backgroundColor);
                            if (colour[3] === 255) return colour;
                          }
                          return [255, 255, 255, 255];
                        };
                        const faint = [];
                        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                        while (walker.nextNode()) {
                          const element = walker.currentNode.parentElement;
                          if (!walker.currentNode.data.trim() || !element.checkVisibility()
                              || element.closest('noscript')) continue;
                          const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
                          const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                          if (contrast < 4.5) faint.push(`${walker.currentNode.data} ${contrast.toFixed(2)}`);
                        }
                        return faint;
                        """);
    }

    /** Lists controls that are shown and reach beyond the window at its left or right. */
    @SuppressWarnings("unchecked")
    static List<String> outside(Browser browser) {
        return (List<String>)
                browser.run(
                        """
                        return [...document.querySelectorAll('button, textarea, img, h1')]
                            .filter(it => it.checkVisibility())
                            .filter(it => it.getBoundingClientRect().left < 0
                                || it.getBoundingClientRect().right > innerWidth)
                            .map(it => it.id || it.textContent || it.alt);
                        """);
    }
}
